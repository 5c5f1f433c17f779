using CsCheck;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class LedgerReaderTests : IDisposable
{
    private static readonly Gen<TokenUsage> Usages = Gen.Select(
        Gen.Long[0, 9999], Gen.Long[0, 9999], Gen.Long[0, 9999], Gen.Long[0, 9999], Gen.Long[0, 9999], (input, read, write5, write60, output) =>
            new TokenUsage(input, read, write5, write60, output, output / 2));

    private static readonly Gen<AttemptEntry> Attempts = Gen.Select(
        Gen.OneOf(Gen.Const("claude-haiku-4-5"), Gen.Const("gpt-5"), Gen.Const("mystery")), Usages, Gen.Bool, (model, usage, metered) =>
            Entries.Priced(Entries.Attempt(model) with { Usage = metered ? usage : null, HasContent = metered }));

    private static readonly Gen<CallEntry[]> Calls = Gen.Select(
        Attempts.Array[0, 3], Gen.Int[0, 7200 * 1000], Gen.Enum<Outcome>(), Gen.OneOf(Gen.Const("messages"), Gen.Const("count_tokens")),
        Gen.Int[0, 2], Gen.Int[1, 90_000], (attempts, ago, outcome, endpoint, session, total) =>
            Entries.Call("", [.. attempts.Select((attempt, index) => attempt with { Number = index + 1 })]) with
            {
                At = Entries.Noon.AddMilliseconds(-ago), Outcome = outcome, Endpoint = endpoint, Session = session == 0 ? null : $"s{session}", Agent = session == 0 ? null : "coder",
                Total = TimeSpan.FromMilliseconds(total), Status = outcome == Outcome.Answered ? 200 : null,
            }).Array[0, 40].Select(calls => calls.Select((call, index) => call with { Id = $"{index}" }).ToArray());

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Statistics_are_the_sum_of_the_calls_however_they_are_grouped_and_cut() =>
        Gen.Select(Calls, Gen.Int[0, 7200], Gen.Enum<StatsGroup>()).Sample((calls, ago, by) =>
        {
            using TempFolder folder = new();
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();
            DateTimeOffset since = Entries.Noon.AddSeconds(-ago);

            Stats stats = new LedgerReader(folder.Database).Query(new(since, by));

            CallEntry[] wanted = [.. calls.Where(call => call.At >= since && call.Endpoint == "messages")];
            AttemptEntry[] runs = [.. wanted.SelectMany(call => call.Attempts).Where(attempt => attempt.HasContent)];
            Assert.Equal(Sums(wanted, runs), Sums(stats.Total));
            Assert.Equal(stats.Total.CostNano, stats.Rows.Sum(row => row.Tally.CostNano));
            Assert.Equal(stats.Total.Requests, stats.Rows.Sum(row => row.Tally.Requests));
            Assert.Equal(calls.Count(call => call.At >= since) - wanted.Length, stats.OtherRequests);
        }, iter: 60, threads: 1);

    [Fact]
    public async Task A_model_without_a_price_has_no_cost_and_a_sum_says_how_many_it_leaves_out()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt("mystery")), Entries.Call("b", Entries.Attempt("gpt-5")));

        Stats stats = new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Model));

        Assert.Equal(["gpt-5", "mystery"], stats.Rows.Select(row => row.Key));
        Assert.Null(stats.Rows[1].Tally.Cost);
        Assert.Equal((new Money(177), 1), (stats.Total.Cost, stats.Total.Unpriced));
    }

    [Fact]
    public async Task Money_of_a_fallback_stays_with_the_model_that_cost_it_and_the_call_counts_once()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt("gpt-5"), Entries.Attempt("claude-haiku-4-5", number: 2)));

        Stats stats = new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Model));

        Assert.Equal(
            [("claude-haiku-4-5", 1, 177), ("gpt-5", 0, 177)],
            stats.Rows.Select(row => (row.Key, row.Tally.Requests, row.Tally.CostNano)));
    }

    [Fact]
    public void A_database_that_does_not_exist_yet_has_no_calls()
    {
        LedgerReader reader = new(_folder.Database);

        Assert.Equal(0, reader.Query(new(Entries.Noon, StatsGroup.Day)).Total.Requests);
        Assert.Empty(reader.RecentCalls(10));
    }

    [Fact]
    public async Task Recent_calls_come_newest_first_with_their_last_attempt_and_all_that_they_cost()
    {
        await WriteAsync(
            _folder.Database,
            Entries.Call("new", Entries.Attempt("gpt-5"), Entries.Attempt("claude-haiku-4-5", number: 2)) with { At = Entries.Noon.AddHours(1) },
            Entries.Call("old", Entries.Attempt("mystery")),
            Entries.Call("older") with { At = Entries.Noon.AddHours(-1) });

        IReadOnlyList<RecentCall> calls = new LedgerReader(_folder.Database).RecentCalls(2);

        Assert.Equal(["new", "old"], calls.Select(call => call.Id));
        Assert.Equal(("claude-haiku-4-5", 254, new Money(354)), (calls[0].Model, calls[0].TokensIn, calls[0].Cost));
        Assert.Null(calls[1].Cost);
    }

    private static (long, long, long, long, long, long, long, long) Sums(CallEntry[] calls, AttemptEntry[] runs) => (
        calls.Length,
        calls.Count(call => call.Outcome is Outcome.Refused or Outcome.Failed),
        runs.Length,
        runs.Count(run => run.Model == "mystery"),
        runs.Sum(run => run.Usage!.Value.TotalInput),
        runs.Sum(run => run.Usage!.Value.Output),
        runs.Sum(run => Entries.Price(run)?.NanoUsd ?? 0),
        calls.Length);

    private static (long, long, long, long, long, long, long, long) Sums(Tally tally) => (
        tally.Requests, tally.Errors, tally.Runs, tally.Unpriced, tally.TokensIn, tally.TokensOut, tally.CostNano, tally.Latency.Count);
}
