using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>
/// Answers questions from the database through connections of its own that only read, whether the gateway runs or not. Whole hours come
/// from the rollups; the part of an hour at the beginning is summed from its rows, so that the answer is exact.
/// </summary>
internal sealed class LedgerReader(string path)
{
    /// <summary>Sums what was asked; empty where there is no database yet.</summary>
    public Stats Query(StatsQuery query) => Query(query, null);

    /// <summary>All calls of a time together, read from as few rows as there can be.</summary>
    public Stats Total(DateTimeOffset since, DateTimeOffset? until) =>
        Query(new(since, StatsGroup.Day) { Until = until }, static (fromMs, toMs) => [new("", fromMs, toMs)]);

    private Stats Query(StatsQuery query, Func<long, long, IReadOnlyList<StatsPiece>>? pieces)
    {
        StatsSums sums = new();
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        if (connection is not null)
        {
            using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
            StatsReading.Read(connection.Handle!, query, sums, pieces);
        }

        return sums.ToStats(query);
    }

    /// <summary>From when to when it knows anything; nothing where there is no database yet.</summary>
    public LedgerBounds Bounds()
    {
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        return connection is null ? default : LedgerBounds.Read(connection.Handle!);
    }
}
