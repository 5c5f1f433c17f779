using System.Globalization;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Hosting;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>Statistics for a spreadsheet: a line of names, then a line a row; an unknown cost is empty. The names are a promise, as in <see cref="StatsAnswer"/>.</summary>
internal static class StatsCsv
{
    public static void Write(TextWriter output, IReadOnlyList<string> by, Stats stats)
    {
        output.WriteLine(string.Join(',', [.. by, .. SumColumns.Names, "cost_usd", "p50_ms", "p95_ms", "p99_ms"]));
        foreach (StatsRow row in stats.Rows)
        {
            WriteRow(output, row.Key.Second is { } second ? [row.Key.First, second] : [row.Key.First], row.Tally);
        }

        // A sum over the column is the sum of all.
        if (stats.Rest is { } rest)
        {
            WriteRow(output, [.. by.Select(_ => "(others)")], rest);
        }
    }

    private static void WriteRow(TextWriter output, string[] names, Tally tally) =>
        output.WriteLine(string.Join(',',
        [
            .. names.Select(name => CsvField.Of(HarmlessText.Of(name))),
            .. SumColumns.Names.Select((_, sum) => (Sum)sum is Sum.CostNano && tally.Cost is null ? "" : Number(tally[(Sum)sum])),
            tally.Cost is { } cost ? cost.Usd.ToString(CultureInfo.InvariantCulture) : "",
            Milliseconds(tally, 0.5), Milliseconds(tally, 0.95), Milliseconds(tally, 0.99),
        ]));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(Tally tally, double quantile) =>
        tally.Latency.Percentile(quantile) is { } known ? Math.Round(known.TotalMilliseconds, 1).ToString(CultureInfo.InvariantCulture) : "";
}
