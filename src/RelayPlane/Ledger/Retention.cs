using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>What of the ledger is kept: null for all.</summary>
/// <param name="Age">How long the rows of a call are kept.</param>
/// <param name="Bytes">How much the database may hold.</param>
internal sealed record Keeping(TimeSpan? Age, long? Bytes)
{
    public static Keeping Everything { get; } = new(null, null);
}

/// <summary>
/// Deletes the oldest calls, a few at a time, once they are too old or too many. The rollups stay: statistics keep their history, and only the
/// single calls are gone. Space is given back to the file system where the file was made for it, else used again.
/// </summary>
internal static class Retention
{
    /// <summary>Takes some milliseconds: the calls of that time wait no longer than for a batch.</summary>
    private const int BatchSize = 200;

    private const int PagesGivenBack = 256;

    /// <summary>Deletes one batch in a transaction of its own. Says how many calls it were; 0 when there is nothing (more) to delete.</summary>
    public static int Trim(sqlite3 database, Keeping keeping, DateTimeOffset now)
    {
        long olderMs = keeping.Age is { } age ? (now - age).ToUnixTimeMilliseconds() : long.MinValue;
        bool isFull = keeping.Bytes is { } most && UsedBytes(database) > most;
        if (!isFull && (Number(database, "SELECT MIN(at_ms) FROM calls") is not { } oldest || oldest >= olderMs))
        {
            return 0;
        }

        Execute(database, "BEGIN IMMEDIATE");
        try
        {
            int deleted = Delete(database, isFull ? long.MaxValue : olderMs);
            Execute(database, "COMMIT");
            Execute(database, $"PRAGMA incremental_vacuum({PagesGivenBack})");
            return deleted;
        }
        catch
        {
            _ = raw.sqlite3_exec(database, "ROLLBACK");
            throw;
        }
    }

    private static int Delete(sqlite3 database, long beforeMs)
    {
        // The oldest by arrival: what arrived in the same millisecond as the last of them goes too, so that one moment parts what is kept from what is not.
        if (Number(database, $"SELECT MAX(at_ms) FROM (SELECT at_ms FROM calls WHERE at_ms < {beforeMs} ORDER BY at_ms LIMIT {BatchSize})") is not { } lastMs)
        {
            return 0;
        }

        Execute(database, $"DELETE FROM attempts WHERE call IN (SELECT seq FROM calls WHERE at_ms <= {lastMs})");
        Execute(database, $"DELETE FROM decisions WHERE call IN (SELECT seq FROM calls WHERE at_ms <= {lastMs})");
        Execute(database, $"DELETE FROM outcomes WHERE call_id IN (SELECT id FROM calls WHERE at_ms <= {lastMs})");
        Execute(database, $"DELETE FROM calls WHERE at_ms <= {lastMs}");
        int deleted = raw.sqlite3_changes(database);
        Execute(
            database,
            $"INSERT INTO facts (name, value) VALUES ('deleted_before_ms', {lastMs + 1}) ON CONFLICT DO UPDATE SET value = MAX(value, excluded.value)");
        return deleted;
    }

    /// <summary>Before when the calls of a ledger were deleted; null where none were.</summary>
    public static long? DeletedBefore(string path)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        return connection is null ? null : Number(connection.Handle!, "SELECT value FROM facts WHERE name = 'deleted_before_ms'");
    }

    public static long UsedBytes(sqlite3 database) =>
        Number(database, "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size") ?? 0;

    public static long? Number(sqlite3 database, string sql)
    {
        using Statement statement = new(database, sql);
        return statement.Next() ? statement.MaybeNumber(0) : null;
    }

    private static void Execute(sqlite3 database, string sql) => SqliteFailure.ThrowIfFailed(raw.sqlite3_exec(database, sql), database);
}
