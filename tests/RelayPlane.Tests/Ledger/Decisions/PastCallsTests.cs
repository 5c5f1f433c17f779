using CsCheck;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Decisions;

public sealed class PastCallsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Calls_that_routing_looked_at_come_in_the_order_of_their_arrival_with_all_that_was_recorded() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 80]).Sample((seed, count) =>
        {
            using TempFolder folder = new();
            var calls = RandomCalls.Make(seed, count, TimeSpan.FromHours(3));
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();
            var (from, to) = (Entries.Noon.AddHours(-2), Entries.Noon.AddMinutes(-30));

            var read = new PastCalls(folder.Database).Read(from, to).ToList();

            var expected = calls.Select((call, number) => (call, number)).Where(one => one.call.Decision is not null && one.call.At >= from && one.call.At < to)
                .OrderBy(one => one.call.At).ThenBy(one => one.number).Select(one => one.call).ToList();
            Assert.Equal(expected.Select(Facts), read.Select(Facts));
            Assert.Equal(expected.SelectMany(Attempts), read.SelectMany(call => call.Attempts));
            Assert.All(expected.Zip(read), pair => Assert.True(DecidedEntries.Same(pair.First.Decision, pair.Second.Decision)));
        }, iter: 20, threads: 1);

    [Fact]
    public async Task A_label_comes_with_its_call()
    {
        await WriteAsync(_folder.Database, DecidedEntries.Call("a"), DecidedEntries.Call("b"), DecidedEntries.Call("c"));
        new Labels(_folder.Database).Write("a", true, LabelSource.User, Entries.Noon);
        new Labels(_folder.Database).Write("b", false, LabelSource.Judge, Entries.Noon);

        Assert.Equal([true, false, null], new PastCalls(_folder.Database).Read(Entries.Noon, Entries.Noon.AddDays(1)).Select(call => call.Label));
    }

    [Fact]
    public async Task A_shadow_call_says_whose_it_is_and_counts_for_that_calls_route()
    {
        const string Tags = """{"shadow-of":"a"}""";
        await WriteAsync(
            _folder.Database,
            DecidedEntries.Call("a") with { Route = "coding" },
            DecidedEntries.Call("b") with { Agent = ShadowCall.Agent, Tags = Tags },
            DecidedEntries.Call("c") with { Agent = ShadowCall.Agent, Tags = """{"judge-of":"a"}""" },
            DecidedEntries.Call("d") with { Agent = "another", Tags = Tags });

        Assert.Equal(
            [(null, "coding"), ("a", "coding"), (null, null), (null, null)],
            new PastCalls(_folder.Database).Read(Entries.Noon, Entries.Noon.AddDays(1)).Select(call => (call.ShadowOf, call.Route)));
    }

    [Fact]
    public void Where_there_is_no_database_there_are_no_calls() => Assert.Empty(new PastCalls(_folder.Database).Read(default, Entries.Noon));

    private static string Facts(CallEntry call) => $"{call.Id} {call.At:O} {call.Api} {call.Endpoint} {call.ModelRequested} {call.Client} {call.Agent} {call.Session} {call.Stream} {call.Route}";

    private static string Facts(PastCall call) => $"{call.Id} {call.At:O} {call.Api} {call.Endpoint} {call.ModelRequested} {call.Client} {call.Agent} {call.Session} {call.Stream} {call.Route}";

    private static IEnumerable<PastAttempt> Attempts(CallEntry call) =>
        call.Attempts.Select(attempt => new PastAttempt(attempt.Provider, attempt.Model, attempt.Verdict, attempt.Usage, attempt.Paid, attempt.Escalated));
}
