using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>
/// Answers questions from the database through connections of its own that only read, whether the gateway runs or not. Whole hours come
/// from the rollups; the part of an hour at the beginning is summed from its rows, so that the answer is exact.
/// </summary>
internal sealed class LedgerReader(string path)
{
    /// <summary>Sums what was asked; empty where there is no database yet.</summary>
    public Stats Query(StatsQuery query)
    {
        StatsSums sums = new();
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        if (connection is not null)
        {
            using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
            StatsReading.Read(connection.Handle!, query, sums);
        }

        return sums.ToStats(query);
    }
}
