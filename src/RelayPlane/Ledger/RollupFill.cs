using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Fills empty rollups from the rows, for a database that an earlier version wrote.</summary>
internal static class RollupFill
{
    private const int BatchSize = 10_000;

    /// <summary>Within the migration's transaction.</summary>
    public static void Run(sqlite3 database)
    {
        using RollupStatements rollups = new(database);
        long after = -1;
        int read;
        do
        {
            RollupBatch batch = new();
            read = 0;
            foreach (StoredCall stored in StoredCall.Read(database, after, long.MinValue, BatchSize))
            {
                batch.Add(stored.Call);
                after = stored.Seq;
                read++;
            }

            rollups.Add(batch);
        }
        while (read > 0);
    }
}
