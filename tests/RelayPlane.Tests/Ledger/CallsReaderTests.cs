using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class CallsReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_is_read_as_it_was_recorded()
    {
        var attempt = Entries.Attempt() with
        {
            ModelReturned = "claude-haiku-4-5-20251001",
            Key = "main",
            Verdict = Verdict.RateLimited,
            Status = 429,
            RequestId = "req_1",
            FirstByte = TimeSpan.FromMilliseconds(80),
            RawUsage = """{"input_tokens":100}""",
            Partial = true,
            Usage = new TokenUsage(100, 20, 3, 4, 50, 10) { InputAudio = 1, CacheReadAudio = 2, OutputAudio = 3, WebSearches = 4 },
            Quote = new(PriceStatus.Estimated, new Money(42), "anthropic", "claude-haiku-4-5", "{}"),
            Savings = new(1, 2, 3),
            Modifiers = new("batch", "fast", "us"),
            Error = "slow down",
        };
        var call = Entries.Call("a") with
        {
            ModelRequested = "fast",
            Reason = "route fast",
            Plan = "anthropic/claude-haiku-4-5, openai/gpt-5",
            Route = "fast",
            WaitedFor = "Requests",
            Budget = "warned",
            ParentAgent = "planner",
            Client = "laptop",
            Agent = "claude-code",
            Session = "s",
            Tags = """{"team":"x"}""",
            Outcome = Outcome.Cancelled,
            Queue = TimeSpan.FromSeconds(1),
            FirstByte = TimeSpan.FromSeconds(2),
            BytesIn = 10,
            BytesOut = 20,
            Dropped = "top_k",
            Error = "gone",
        };
        await LedgerFixture.WriteAsync(_folder.Database, call with { Attempts = [attempt] });

        var found = new CallsReader(_folder.Database).Find("a")!;

        Assert.Equal(call with { Attempts = found.Attempts }, found);
        Assert.Equal(attempt, Assert.Single(found.Attempts));
    }

    [Fact]
    public async Task Ids_are_found_by_their_beginning_and_by_their_neighbours()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("0a1"), Entries.Call("0a2"), Entries.Call("0b1"), Entries.Call("0c1"));
        var reader = new CallsReader(_folder.Database);

        Assert.Equal(["0a1", "0a2"], reader.Beginning("0a", 10));
        Assert.Equal(["0a1"], reader.Beginning("0a", 1));
        Assert.Equal(["0a1", "0a2", "0b1", "0c1"], reader.Near("0a9", 2));
        Assert.Equal("0c1", reader.Last()!.Id);
    }

    [Fact]
    public async Task Each_call_follows_the_one_written_before_it()
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. Enumerable.Range(0, 5).Select(id => Entries.Call($"{id}", Entries.Attempt()))]);
        var reader = new CallsReader(_folder.Database);

        var first = reader.After(0, 2);
        var rest = reader.After(first[^1].Seq, 10);

        Assert.Equal(["0", "1"], first.Select(call => call.Call.Id));
        Assert.Equal(["2", "3", "4"], rest.Select(call => call.Call.Id));
        Assert.Empty(reader.After(rest[^1].Seq, 10));
    }

    [Fact]
    public async Task Another_database_in_its_place_is_read_from_its_beginning()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("new", Entries.Attempt()));

        Assert.Equal("new", Assert.Single(new CallsReader(_folder.Database).After(1000, 10)).Call.Id);
    }

    [Fact]
    public void Before_the_first_call_there_is_nothing()
    {
        var reader = new CallsReader(_folder.Database);

        Assert.Null(reader.Last());
        Assert.Null(reader.Find("a"));
        Assert.Empty(reader.After(0, 10));
        Assert.Empty(reader.Near("a", 2));
    }
}
