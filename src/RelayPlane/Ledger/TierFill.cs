using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Fills the rollups by tier of a database that knew no tiers: all that ran a model belongs to none, and stands in the rollups by status already.</summary>
internal static class TierFill
{
    private static readonly RollupKey s_none = new("", "", "", "", "", "", 0, false, "");

    /// <summary>Within the migration's transaction.</summary>
    public static void Run(sqlite3 database)
    {
        using RollupStatements rollups = new(database);
        using Statement rows = new(database, $"SELECT period, latency, {string.Join(", ", SumColumns.Names)} FROM rollups WHERE level = ? ORDER BY period");
        foreach (var (from, to) in RollupLevel.Of(RollupSplit.Status).Zip(RollupLevel.Of(RollupSplit.Tier)))
        {
            (long Period, Tally Sums)? current = null;
            rows.Bind(from.Code);
            while (rows.Next())
            {
                if (current is { } before && before.Period != rows.Number(0))
                {
                    rollups.Add(new(to, before.Period, s_none), before.Sums);
                    current = null;
                }

                current ??= (rows.Number(0), new Tally());
                current.Value.Sums.Latency.Merge(rows.Blob(1));
                current.Value.Sums.Add(rows, 2);
            }

            if (current is { } last)
            {
                rollups.Add(new(to, last.Period, s_none), last.Sums);
            }
        }
    }
}
