namespace RelayPlane.Routing.Training;

/// <summary>Which features mean the same in every source: those whose correlation with the gain within a kind keeps its sign.</summary>
internal static class Stability
{
    private const int LeastPrompts = 200;
    private const double Most = 3;

    /// <param name="disagreeing">From how many sources on the other side a feature is left out.</param>
    public static bool[] Stable(IReadOnlyList<Prompt> prompts, byte[][] columns, double[] centred, int disagreeing)
    {
        var groups = prompts.Index().GroupBy(pair => pair.Item.Source).Where(group => group.Count() >= LeastPrompts).Select(group => group.Select(pair => pair.Index).ToArray()).ToList();
        return [.. columns.Select(column =>
        {
            var signs = groups.Select(rows => T(rows, column, centred)).Where(t => Math.Abs(t) > .7).ToList();
            return Math.Min(signs.Count(t => t > 0), signs.Count(t => t < 0)) < disagreeing;
        })];
    }

    /// <summary>For each feature, the sign on which sources agree: their correlations together, in standard errors, each source counting at most so much; 0 where that is little.</summary>
    public static int[] Signs(IReadOnlyList<Prompt> prompts, byte[][] columns, double[] centred, double least)
    {
        var groups = prompts.Index().Where(pair => pair.Item.Source != Priors.Source).GroupBy(pair => pair.Item.Source).Select(group => group.Select(pair => pair.Index).ToArray()).ToList();
        return [.. columns.Select(column =>
        {
            var together = groups.Sum(rows => Math.Clamp(T(rows, column, centred), -Most, Most)) / Math.Sqrt(groups.Count);
            return Math.Abs(together) < least ? 0 : Math.Sign(together);
        })];
    }

    /// <summary>The correlation in standard errors.</summary>
    public static double T(int[] rows, byte[] column, double[] centred)
    {
        double x = rows.Average(row => (double)column[row]), y = rows.Average(row => centred[row]);
        double xy = 0, xx = 0, yy = 0;
        foreach (var row in rows)
        {
            xy += (column[row] - x) * (centred[row] - y);
            xx += (column[row] - x) * (column[row] - x);
            yy += (centred[row] - y) * (centred[row] - y);
        }

        return xx == 0 || yy == 0 ? 0 : xy / Math.Sqrt(xx * yy) * Math.Sqrt(rows.Length);
    }
}
