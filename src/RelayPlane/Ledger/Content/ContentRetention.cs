using SQLitePCL;

namespace RelayPlane.Ledger.Content;

/// <summary>
/// Which content is not kept any more: what is too old, what belongs to calls that the ledger has deleted, and the oldest where there is too much.
/// <c>ledger.maxSizeMb</c> bounds each of the two files: content never drives out a call.
/// </summary>
internal static class ContentRetention
{
    /// <summary>Bodies are large: of a small database a larger batch would be most.</summary>
    private const int BatchSize = 32;

    private const int PagesGivenBack = 1024;

    /// <summary>Before which moment there is something to delete; null for nothing.</summary>
    public static long? Which(sqlite3 database, Keeping keeping, long? deletedBeforeMs, DateTimeOffset now)
    {
        if (keeping.Bytes is { } most && Retention.UsedBytes(database) > most)
        {
            return long.MaxValue;
        }

        var beforeMs = Math.Max(keeping.Age is { } age ? (now - age).ToUnixTimeMilliseconds() : long.MinValue, deletedBeforeMs ?? long.MinValue);
        return Retention.Number(database, "SELECT MIN(at_ms) FROM contents") is { } oldest && oldest < beforeMs ? beforeMs : null;
    }

    /// <summary>Says how many it were.</summary>
    public static int Delete(sqlite3 database, long beforeMs)
    {
        LedgerFile.Execute(database, $"DELETE FROM contents WHERE rowid IN (SELECT rowid FROM contents WHERE at_ms < {beforeMs} ORDER BY at_ms LIMIT {BatchSize})");
        return raw.sqlite3_changes(database);
    }

    /// <summary>Gives space that is free by now back to the file system, a part at a time.</summary>
    public static void GiveBack(sqlite3 database) => LedgerFile.Execute(database, $"PRAGMA incremental_vacuum({PagesGivenBack})");
}
