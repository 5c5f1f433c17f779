using System.Reflection;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class JournalRecordTests
{
    [Fact]
    public void An_entry_comes_back_with_every_member()
    {
        var call = Full();
        var read = Assert.Single(JournalRecord.ReadAll(JournalRecord.Write(call)));

        Assert.Equal(call, read with { Attempts = call.Attempts, Decision = call.Decision });
        Assert.True(DecidedEntries.Same(call.Decision, read.Decision));
        Assert.Equal(call.Attempts, read.Attempts);
    }

    /// <summary>A member that this test leaves at its default could be left out of the journal unseen.</summary>
    [Fact]
    public void The_entry_that_is_tested_leaves_no_member_at_its_default()
    {
        var call = Full();
        Assert.Empty(Defaults(call));
        Assert.Empty(Defaults(call.Decision!));
        Assert.Empty(Defaults(call.Attempts[0]));
        Assert.Empty(Defaults(call.Attempts[0].Usage!.Value));
        Assert.Empty(Defaults(call.Attempts[0].Quote!));
    }

    [Fact]
    public void A_torn_record_is_passed_over_and_those_around_it_are_read()
    {
        byte[] bytes = [.. Bytes("a"), .. Bytes("torn")[..^7], .. Bytes("b"), .. Bytes("c")[..9]];
        Assert.Equal(["a", "b"], JournalRecord.ReadAll(bytes).Select(call => call.Id));
    }

    [Fact]
    public void A_record_with_one_wrong_bit_is_passed_over_whichever_it_is()
    {
        var good = Bytes("a");
        for (var at = 0; at < good.Length; at++)
        {
            byte[] bytes = [.. good, .. Bytes("b")];
            bytes[at] ^= 4;
            Assert.Equal(["b"], JournalRecord.ReadAll(bytes).Select(call => call.Id));
        }
    }

    [Fact]
    public void Bytes_of_anything_else_hold_no_entry()
    {
        Assert.Empty(JournalRecord.ReadAll([]));
        Assert.Empty(JournalRecord.ReadAll("RPJ1"u8));
        Assert.Empty(JournalRecord.ReadAll(new byte[4096]));
    }

    [Fact]
    public void An_entry_stays_small()
    {
        var bytes = JournalRecord.Write(Full()).Length;
        Assert.InRange(bytes, 500, 2500);
    }

    private static byte[] Bytes(string id) => JournalRecord.Write(Entries.Call(id, Entries.Attempt())).ToArray();

    private static IEnumerable<string> Defaults(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite)
        .Where(property => property.GetValue(value) is var held && (held is null || held.Equals(Default(property.PropertyType))))
        .Select(property => property.Name);

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static CallEntry Full() => Entries.Call("0198f0c2d7a47c0f8a3b", Entries.Attempt() with
    {
        ModelReturned = "claude-haiku-4-5-20251001",
        Key = "main",
        Verdict = Verdict.Cancelled,
        RequestId = "req_1",
        Start = TimeSpan.FromTicks(4567),
        Connect = TimeSpan.FromTicks(8901),
        FirstByte = TimeSpan.FromMilliseconds(12.345),
        Usage = new TokenUsage(1, 2, 3, 4, 5, 6) { InputAudio = 7, CacheReadAudio = 8, OutputAudio = 9, WebSearches = 10 },
        RawUsage = """{"input_tokens":1,"note":"\"quoted\" <é>"}""",
        UsageEstimated = true,
        Modifiers = new RateModifiers("batch", "fast", "us"),
        Savings = new Savings(1, -2, 3),
        Partial = true,
        Cost = new Money(99),
        Quote = new Quote(PriceStatus.Estimated, new Money(123_456_789), "anthropic", "claude-haiku-4-5", """{"input":1e-06}"""),
        Error = "cut",
        Escalated = "bad_tool_call",
    }) with
    {
        Stream = true,
        ModelRequested = "haiku",
        Reason = "named",
        Plan = "anthropic/claude-haiku-4-5",
        Route = "all",
        WaitedFor = "Room",
        Budget = "daily: 40 %",
        Client = "curl",
        Agent = "coder",
        ParentAgent = "lead",
        Session = "s1",
        TaskType = "general",
        Tags = """{"team":"x"}""",
        Outcome = Outcome.Cancelled,
        Error = "hung up",
        Limited = true,
        Queue = TimeSpan.FromTicks(12345),
        FirstByte = TimeSpan.FromTicks(67891),
        BytesIn = 100,
        BytesOut = 200,
        Dropped = "top_k",
        Decision = DecidedEntries.Decided() with { Features = new byte[80] },
    };
}
