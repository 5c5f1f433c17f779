using CsCheck;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Curves;
using RelayPlane.Tests.Ledger.Deliveries;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Curves;

public sealed class SeriesReaderTests : IDisposable
{
    private static readonly string[] s_zones = ["Etc/UTC", "Asia/Kathmandu", "America/New_York"];

    private static readonly StatsGroup[] s_groups = [StatsGroup.Model, StatsGroup.Provider, StatsGroup.Agent, StatsGroup.Client, StatsGroup.Route, StatsGroup.Status];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(90)]
    [InlineData(300 * 60)]
    public void Each_row_adds_up_to_what_statistics_sum_and_each_step_to_its_calls(int minutes) =>
        Gen.Select(DeliveredEntries.Calls(minutes), Gen.Int[1, minutes * 60], Gen.Int[1, minutes * 60], Gen.Int[0, 2], Gen.Int[0, 5]).Sample((calls, ago, length, zone, group) =>
        {
            using TempFolder folder = new();
            WriteAsync(folder.Database, calls).GetAwaiter().GetResult();
            CurveRange range = new(Entries.Noon.AddSeconds(-ago), Entries.Noon.AddSeconds(length - ago), TimeZoneInfo.FindSystemTimeZoneById(s_zones[zone]));

            Series series = new SeriesReader(folder.Database).Read(range, s_groups[group], most: 2);

            Stats stats = new LedgerReader(folder.Database).Query(new(range.Since, s_groups[group]) { Until = range.Until, Limit = 2 });
            Assert.Equal(stats.Rows.Select(row => (row.Key.First, Figures(row.Tally))), series.Rows.Select(row => (row.Key, Figures(row.Sum))));
            Assert.Equal(stats.Rest is { } others ? Figures(others) : null, series.Rest is { } rest ? Figures(rest.Sum) : null);
            for (int step = 0; step < series.Steps.Pieces.Count; step++)
            {
                StatsPiece piece = series.Steps.Pieces[step];
                Assert.Equal(
                    calls.Count(call => call.Endpoint == "messages" && call.At.ToUnixTimeMilliseconds() >= piece.FromMs && call.At.ToUnixTimeMilliseconds() < piece.ToMs),
                    series.Rows.Append(series.Rest).Sum(row => row?.Steps[step].Requests ?? 0));
            }
        }, iter: 30, threads: 1);

    [Fact]
    public async Task Agents_that_are_called_the_same_are_one_row()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()) with { Agent = "print-1" }, Entries.Call("b", Entries.Attempt()) with { Agent = "print-2" });

        Series series = new SeriesReader(_folder.Database, _ => "coder").Read(new(Entries.Noon, Entries.Noon.AddMinutes(1), TimeZoneInfo.Utc), StatsGroup.Agent, 8);

        Assert.Equal(("coder", 2), (series.Rows.Single().Key, series.Rows[0].Steps[0].Requests));
    }

    [Fact]
    public void Where_there_is_no_database_yet_there_are_no_rows() =>
        Assert.Empty(new SeriesReader(_folder.Database).Read(new(Entries.Noon, Entries.Noon.AddMinutes(1), TimeZoneInfo.Utc), StatsGroup.Model, 8).Rows);

    private static (long, long, long, long, long, long, long)? Figures(Tally tally) =>
        (tally.Requests, tally.Errors, tally.Unpriced, tally.TokensIn, tally.TokensOut, tally.CacheRead, tally.CostNano);
}
