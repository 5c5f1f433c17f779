using CsCheck;
using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Curves;
using RelayPlane.Ledger.Deliveries;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Deliveries;

public sealed class DeliveryReaderTests : IDisposable
{
    private static readonly string[] s_zones = ["Etc/UTC", "Asia/Kathmandu", "America/New_York"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(120)]
    [InlineData(100 * 60)]
    public void Curves_add_up_to_what_the_calls_say_and_statistics_sum(int minutes) =>
        Gen.Select(DeliveredEntries.Calls(minutes), Gen.Int[1, minutes * 60], Gen.Int[1, minutes * 60], Gen.Int[0, 2]).Sample((calls, ago, length, zone) =>
        {
            using TempFolder folder = new();
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();
            CurveRange range = new(Entries.Noon.AddSeconds(-ago), Entries.Noon.AddSeconds(length - ago), TimeZoneInfo.FindSystemTimeZoneById(s_zones[zone]));

            DeliveryCurves<DeliveryKey> curves = new DeliveryReader(folder.Database).Read(range, DeliverySplit.TargetAndRoute, key => key, DeliveryFigures.All);

            DeliveryTally whole = Together(curves);
            Assert.Equal(Sums(Recount(calls.Where(call => call.At >= range.Since && call.At < range.Until))), Sums(whole));
            Assert.Equal(Sums(whole)[..14], Sums(Delivered(folder.Database, range.Since, range.Until))[..14]);
            Agrees(folder.Database, range, curves);
            DeliveryCurves<DeliveryKey> targets = new DeliveryReader(folder.Database).Read(range, DeliverySplit.Target, key => key.Only(DeliverySplit.Target), DeliveryFigures.All);
            Assert.Equal(Sums(whole), Sums(Together(targets)));
            Agrees(folder.Database, range, targets);
            Assert.Equal(
                curves.Rows.GroupBy(row => row.Key.Route).Select(group => (group.Key, string.Join(", ", Sums(DeliveryTally.Together(group.Select(row => row.Whole)))))).Order(),
                new DeliveryReader(folder.Database).Read(range, DeliverySplit.Route, key => key.Route, DeliveryFigures.All).Rows.Select(row => (row.Key, string.Join(", ", Sums(row.Whole)))).Order());
        }, iter: 30, threads: 1);

    [Fact]
    public void They_agree_with_statistics_also_where_calls_are_deleted() =>
        Gen.Select(DeliveredEntries.Calls(20 * 60), Gen.Int[1, 20 * 60], Gen.Int[1, 20 * 60], Gen.Int[0, 20 * 60]).Sample((calls, ago, length, kept) =>
        {
            using TempFolder folder = new();
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();
            List<string> before = DeliveredEntries.Rows(folder.Database);
            using (SqliteConnection connection = LedgerFile.OpenForWriting(folder.Database))
            {
                while (Retention.Trim(connection.Handle!, new Keeping(TimeSpan.FromMinutes(kept), null), Entries.Noon) > 0)
                {
                }
            }

            CurveRange range = new(Entries.Noon.AddMinutes(-ago), Entries.Noon.AddMinutes(length - ago), TimeZoneInfo.Utc);
            Assert.Equal(before, DeliveredEntries.Rows(folder.Database));
            Agrees(folder.Database, range, new DeliveryReader(folder.Database).Read(range, DeliverySplit.TargetAndRoute, key => key, DeliveryFigures.All));
        }, iter: 25, threads: 1);

    [Fact]
    public async Task What_few_calls_came_within_a_minute_makes_a_curve_of_ten_seconds_a_step()
    {
        await WriteAsync(_folder.Database, [.. Enumerable.Range(0, 30).Select(number => Entries.Call($"{number}", Entries.Attempt()) with { At = Entries.Noon.AddSeconds(-2 * number - 1) })]);

        DeliveryCurves<string> curves = new DeliveryReader(_folder.Database).Read(new(Entries.Noon.AddMinutes(-1), Entries.Noon, TimeZoneInfo.Utc), DeliverySplit.Target, key => key.Model, DeliveryFigures.Sums);

        Assert.Equal(10, curves.Steps.Seconds);
        Assert.Equal([5, 5, 5, 5, 5, 5], Assert.Single(curves.Rows).Steps.Select(step => step![DeliverySum.Requests]));
    }

    [Fact]
    public void Where_there_is_no_database_yet_there_are_steps_without_rows()
    {
        DeliveryCurves<string> curves = new DeliveryReader(_folder.Database).Read(new(Entries.Noon.AddHours(-1), Entries.Noon, TimeZoneInfo.Utc), DeliverySplit.Target, key => key.Model, DeliveryFigures.Sums);

        Assert.Equal(120, curves.Steps.Pieces.Count);
        Assert.Empty(curves.Rows);
        Assert.Equal(0, Delivered(_folder.Database, Entries.Noon.AddHours(-1), null)[DeliverySum.Requests]);
    }

    [Fact]
    public async Task A_time_longer_than_the_ledger_begins_with_its_first_call()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()) with { At = Entries.Noon.AddDays(-500) });

        CurveSteps steps = new DeliveryReader(_folder.Database).Read(new(DateTimeOffset.MinValue, Entries.Noon, TimeZoneInfo.Utc), DeliverySplit.Target, key => key.Model, DeliveryFigures.Sums).Steps;

        Assert.Equal(Entries.Noon.AddDays(-500), steps.Starts.First());
        Assert.InRange(steps.Pieces.Count, 70, 75);
    }

    [Fact]
    public void What_is_wanted_of_the_whole_time_is_the_sum_of_its_steps() =>
        Gen.Select(DeliveredEntries.Calls(100 * 60), Gen.Int[1, 100 * 60], Gen.Int[1, 100 * 60], Gen.Int[0, 2]).Sample((calls, ago, length, zone) =>
        {
            using TempFolder folder = new();
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();
            CurveRange range = new(Entries.Noon.AddMinutes(-ago), Entries.Noon.AddMinutes(length - ago), TimeZoneInfo.FindSystemTimeZoneById(s_zones[zone]));
            DeliveryReader reader = new(folder.Database);

            DeliveryCurves<DeliveryKey> curves = reader.Read(range, DeliverySplit.TargetAndRoute, key => key, new([DeliverySum.Requests], []), DeliveryFigures.All);

            Assert.Equal(
                reader.Read(range, DeliverySplit.TargetAndRoute, key => key, DeliveryFigures.All).Rows.Select(row => ($"{row.Key}", string.Join(", ", Sums(row.Whole)))).Order(),
                curves.Rows.Select(row => ($"{row.Key}", string.Join(", ", Sums(row.Whole)))).Order());
            Assert.All(curves.Rows, row => Assert.Equal(row.Whole[DeliverySum.Requests], row.Steps.Sum(step => step?[DeliverySum.Requests] ?? 0)));
        }, iter: 30, threads: 1);

    private static DeliveryTally Together(DeliveryCurves<DeliveryKey> curves) => DeliveryTally.Together(curves.Rows.SelectMany(row => row.Steps));

    private static void Agrees(string path, CurveRange range, DeliveryCurves<DeliveryKey> curves)
    {
        Stats stats = new LedgerReader(path).Query(new(range.Since, StatsGroup.Model) { Until = range.Until });
        var rows = curves.Rows.GroupBy(row => row.Key.Model).Select(group => (group.Key, Tally: DeliveryTally.Together(group.SelectMany(row => row.Steps))))
            .Where(row => row.Tally[DeliverySum.Requests] + row.Tally[DeliverySum.Runs] > 0)
            .ToDictionary(row => row.Key, row => Figures(row.Tally));
        Assert.Equal(
            stats.Rows.Where(row => row.Tally.Requests + row.Tally.Runs > 0)
                .Select(row => (row.Key.First, (row.Tally.Requests, row.Tally.Errors, row.Tally.Unpriced, row.Tally.Cost, row.Tally.Latency.Percentile(0.95)))).OrderBy(row => row.First),
            rows.Select(row => (row.Key, row.Value)).OrderBy(row => row.Key));
    }

    private static (long, long, long, Money?, TimeSpan?) Figures(DeliveryTally tally) =>
        (tally[DeliverySum.Requests], tally[DeliverySum.Errors], tally[DeliverySum.Unpriced], tally.Cost, tally[DeliverySpread.Total].Percentile(0.95));

    private static DeliveryTally Recount(IEnumerable<CallEntry> calls)
    {
        DeliveryTally tally = new();
        foreach (CallEntry call in calls.Where(call => call.Endpoint == "messages"))
        {
            Delivery.Count(call, tally);
            foreach (AttemptEntry attempt in call.Attempts)
            {
                Delivery.Count(attempt, attempt.HasContent, tally);
            }
        }

        return tally;
    }

    private static List<string> Sums(DeliveryTally tally) =>
    [
        .. Enum.GetValues<DeliverySum>().Select(sum => $"{sum} {tally[sum]}"),
        .. Enum.GetValues<DeliverySpread>().Select(spread => $"{spread} {string.Join(' ', tally[spread].Filled())}"),
    ];

    private static DeliveryTally Delivered(string database, DateTimeOffset since, DateTimeOffset? until)
    {
        using LedgerSnapshot ledger = new(database);
        return ledger.Delivered(since, until);
    }
}
