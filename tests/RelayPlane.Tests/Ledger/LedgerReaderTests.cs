using CsCheck;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger.Decisions;
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

    private static readonly Gen<string?> Names = Gen.Int[0, 2].Select(number => number == 0 ? null : $"n{number}");

    private static readonly Gen<DecisionEntry?> Decisions = Gen.Int[0, 3].Select(number => number switch
    {
        0 => null,
        1 => DecidedEntries.Seen,
        2 => DecidedEntries.Decided(),
        _ => DecidedEntries.Decided("complex"),
    });

    private static readonly Gen<(string? Agent, string? Client, string? Route, DecisionEntry? Decision)> Askers = Gen.Select(Names, Names, Names, Decisions);

    private static readonly Gen<CallEntry[]> Calls = Gen.Select(
        Gen.Select(Attempts.Array[0, 3], Askers), Gen.Int[0, 100 * 3600 * 1000], Gen.Enum<Outcome>(), Gen.OneOf(Gen.Const("messages"), Gen.Const("count_tokens")),
        Gen.Int[0, 4], Gen.Int[1, 90_000], (tried, ago, outcome, endpoint, session, total) =>
            Entries.Call("", [.. tried.Item1.Select((attempt, index) => attempt with { Number = index + 1 })]) with
            {
                At = Entries.Noon.AddMilliseconds(-ago), Outcome = outcome, Endpoint = endpoint, Session = session == 0 ? null : $"s{session}",
                Agent = tried.Item2.Agent, Client = tried.Item2.Client, Route = tried.Item2.Route, Decision = tried.Item2.Decision,
                Total = TimeSpan.FromMilliseconds(total), Status = outcome == Outcome.Answered ? 200 : null,
            }).Array[0, 60].Select(calls => calls.Select((call, index) => call with { Id = $"{index}" }).ToArray());

    private static readonly string[] s_zones = ["Etc/UTC", "Asia/Kathmandu", "America/New_York"];

    private static readonly Gen<StatsQuery> Queries = Gen.Select(
        Gen.Int[0, 100 * 3600], Gen.Int[0, 100 * 3600], Gen.Enum<StatsGroup>(), Gen.Enum<StatsGroup>(), Gen.Int[0, 2].Select(number => s_zones[number]),
        Gen.Int[1, 6], (ago, length, first, second, zone, limit) => new StatsQuery(Entries.Noon.AddSeconds(-ago), first == second ? [first] : [first, second])
        {
            Until = length % 3 == 0 ? null : Entries.Noon.AddSeconds(length - ago), Zone = TimeZoneInfo.FindSystemTimeZoneById(zone), Limit = limit,
        });

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Statistics_are_the_sum_of_the_calls_however_they_are_grouped_and_cut() =>
        Gen.Select(Calls, Queries).Sample((calls, query) =>
        {
            using TempFolder folder = new();
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();

            Stats stats = new LedgerReader(folder.Database).Query(query);

            CallEntry[] asked = [.. calls.Where(call => call.At >= query.Since && !(call.At >= query.Until))];
            CallEntry[] wanted = [.. asked.Where(call => call.Endpoint == "messages")];
            Assert.Equal(asked.Length - wanted.Length, stats.OtherRequests);
            Assert.Equal(Sums(wanted), Sums(stats.Total));

            Tally all = new();
            foreach (Tally part in stats.Rows.Select(row => row.Tally).Append(stats.Rest ?? new Tally()))
            {
                all.Add(part);
            }

            Assert.Equal(Sums(stats.Total), Sums(all));
            Dictionary<StatsKey, Tally> rows = Recount(wanted, query);
            Assert.All(stats.Rows, row => Assert.Equal(Sums(rows[row.Key]), Sums(row.Tally)));
        }, iter: 150, threads: 1);

    [Fact]
    public async Task A_database_of_an_earlier_version_answers_from_rollups_that_are_made_of_its_rows()
    {
        CallEntry[] calls = [.. Enumerable.Range(0, 30).Select(number => Entries.Call($"{number}", Entries.Attempt()) with { Session = $"s{number % 3}", At = Entries.Noon.AddHours(-number) })];
        await WriteAsync(_folder.Database, calls);
        StatsQuery query = new(Entries.Noon.AddDays(-9), StatsGroup.Session, StatsGroup.Model);
        Stats before = new LedgerReader(_folder.Database).Query(query);
        Execute(_folder.Database, ToVersionFour + """
            DROP TABLE deliveries; ALTER TABLE attempts DROP COLUMN start_us; ALTER TABLE attempts DROP COLUMN connect_us; ALTER TABLE calls DROP COLUMN limited;
            DROP TABLE session_rollups; DROP TABLE rollups; DROP TABLE rollup_keys; DROP TABLE sessions; DROP TABLE facts;
            CREATE TABLE rollups (hour INTEGER); CREATE TABLE session_rollups (hour INTEGER); PRAGMA user_version = 2
            """);

        LedgerFile.OpenForWriting(_folder.Database).Dispose();

        Stats after = new LedgerReader(_folder.Database).Query(query);
        Assert.Equal(before.Rows.Select(row => (row.Key, Sums(row.Tally))), after.Rows.Select(row => (row.Key, Sums(row.Tally))));
        Assert.Equal(30, after.Total.Requests);
    }

    [Fact]
    public async Task A_model_without_a_price_has_no_cost_and_a_sum_says_how_many_it_leaves_out()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt("mystery")), Entries.Call("b", Entries.Attempt("gpt-5")));

        Stats stats = new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Model));

        Assert.Equal(["gpt-5", "mystery"], stats.Rows.Select(row => row.Key.First));
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
            stats.Rows.Select(row => (row.Key.First, row.Tally.Requests, row.Tally.CostNano)));
    }

    [Fact]
    public void A_database_that_does_not_exist_yet_has_no_calls()
    {
        LedgerReader reader = new(_folder.Database);

        Assert.Equal(0, reader.Query(new(Entries.Noon, StatsGroup.Day)).Total.Requests);
    }

    private static Dictionary<StatsKey, Tally> Recount(CallEntry[] calls, StatsQuery query)
    {
        Dictionary<StatsKey, Tally> rows = [];
        foreach (CallEntry call in calls)
        {
            Row(call, call.Attempts is [.., var last] ? last : null).AddCall(call.Outcome is Outcome.Refused or Outcome.Failed, (long)call.Total.TotalMicroseconds);
            foreach (AttemptEntry attempt in call.Attempts)
            {
                Row(call, attempt).AddAttempt(attempt, attempt.HasContent);
            }
        }

        return rows;

        Tally Row(CallEntry call, AttemptEntry? attempt)
        {
            string[] parts = [.. query.By.Select(group => Part(group, call, attempt, query.Zone))];
            StatsKey key = new(parts[0], parts.ElementAtOrDefault(1));
            return rows.TryGetValue(key, out Tally? row) ? row : rows[key] = new Tally();
        }
    }

    private static string Part(StatsGroup group, CallEntry call, AttemptEntry? attempt, TimeZoneInfo zone) => group switch
    {
        StatsGroup.Model => attempt?.Model,
        StatsGroup.Provider => attempt?.Provider,
        StatsGroup.Day => TimeZoneInfo.ConvertTime(call.At, zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        StatsGroup.Status => call.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        StatsGroup.Agent => call.Agent,
        StatsGroup.Session => call.Session,
        StatsGroup.Client => call.Client,
        StatsGroup.Tier => call.Decision?.Tier,
        _ => call.Route,
    } ?? "";

    private static string Sums(CallEntry[] calls) => Sums(Recount(calls, new(default, StatsGroup.Model)).Values.Aggregate(new Tally(), (all, row) =>
    {
        all.Add(row);
        return all;
    }));

    /// <summary>All sums in a line, with the calls whose latency was counted and their median.</summary>
    private static string Sums(Tally tally) =>
        string.Join(' ', Enum.GetValues<Sum>().Select(sum => tally[sum])) + $" {tally.Latency.Count} {tally.Latency.Percentile(0.5)}";
}
