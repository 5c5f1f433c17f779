using RelayPlane.Ledger;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>One column of sums in the table of statistics.</summary>
internal sealed record StatsColumn(string Head, Func<Tally, string> Text, Func<Tally, Color>? Colour = null)
{
    public int Width(IEnumerable<Tally> tallies) => tallies.Max(tally => Math.Max(Head.Length, Text(tally).Length));
}

/// <summary>The columns of sums that a table has room for.</summary>
internal static class StatsColumns
{
    /// <summary>Two spaces and a line.</summary>
    private const int Edge = 3;

    private static readonly StatsColumn s_requests = new("requests", tally => StatsText.Count(tally.Requests));
    private static readonly StatsColumn s_errors = new("errors", tally => StatsText.Count(tally.Errors), tally => tally.Errors > 0 ? Color.Red : Color.Default);
    private static readonly StatsColumn s_tokensIn = new("tokens in", tally => StatsText.Tokens(tally.TokensIn));
    private static readonly StatsColumn s_cached = new("cached", tally => StatsText.Share(tally.CacheRead, tally.TokensIn));
    private static readonly StatsColumn s_tokensOut = new("tokens out", tally => StatsText.Tokens(tally.TokensOut));
    private static readonly StatsColumn s_sum = new("cost", StatsText.Sum, tally => tally.Unpriced > 0 ? Color.Yellow : Color.Green);
    private static readonly StatsColumn s_cost = new("cost", StatsText.Cost, _ => Color.Green);
    private static readonly StatsColumn s_unpriced = new("unpriced", tally => StatsText.Count(tally.Unpriced), tally => tally.Unpriced > 0 ? Color.Yellow : Color.Default);
    private static readonly StatsColumn s_p50 = Latency("p50", 0.5);
    private static readonly StatsColumn s_p95 = Latency("p95", 0.95);
    private static readonly StatsColumn s_p99 = Latency("p99", 0.99);

    /// <summary>What goes first where there is no room for all.</summary>
    private static readonly StatsColumn[] s_leastWanted = [s_p99, s_cached, s_p50, s_p95, s_tokensOut, s_tokensIn, s_errors, s_requests];

    /// <param name="width">Of the whole table.</param>
    /// <param name="names">What the columns of names take at least, without their edges.</param>
    /// <param name="tallies">All that is shown.</param>
    public static IReadOnlyList<StatsColumn> For(int width, IReadOnlyList<int> names, IReadOnlyList<Tally> tallies)
    {
        int room = width - 1 - names.Sum(name => name + Edge);
        List<StatsColumn> columns = [s_requests, s_errors, s_tokensIn, s_cached, s_tokensOut, s_sum, s_p50, s_p95, s_p99];
        bool Fit() => columns.Sum(column => column.Width(tallies) + Edge) <= room;
        if (!Fit() && tallies.Any(tally => tally.Unpriced > 0))
        {
            // What is unpriced stays beside what is priced, in fewer letters.
            int cost = columns.IndexOf(s_sum);
            columns[cost] = s_cost;
            columns.Insert(cost + 1, s_unpriced);
        }

        foreach (StatsColumn column in s_leastWanted.TakeWhile(_ => !Fit()))
        {
            columns.Remove(column);
        }

        return columns;
    }

    private static StatsColumn Latency(string head, double quantile) => new(head, tally => StatsText.Duration(tally.Latency.Percentile(quantile)));
}
