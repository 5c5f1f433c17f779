using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>From when to when the ledger knows anything, in milliseconds since 1970.</summary>
/// <param name="FirstMs">The first call; where calls were deleted, when the first hour begins that has any.</param>
/// <param name="LastMs">The last call that is not deleted.</param>
internal readonly record struct LedgerBounds(long? FirstMs, long? LastMs)
{
    private const long HourMs = 3_600_000;

    public static LedgerBounds Read(sqlite3 database)
    {
        long? first = Number(database, "SELECT MIN(at_ms) FROM calls");
        if (DeletedBeforeMs(database) != long.MinValue && Number(database, "SELECT MIN(period) FROM rollups WHERE level = 0") is { } hour)
        {
            first = Math.Min(first ?? long.MaxValue, hour * HourMs);
        }

        return new(first, Number(database, "SELECT MAX(at_ms) FROM calls"));
    }

    /// <summary>Calls before this are deleted.</summary>
    public static long DeletedBeforeMs(sqlite3 database) => Number(database, "SELECT value FROM facts WHERE name = 'deleted_before_ms'") ?? long.MinValue;

    /// <summary>When the last call arrived; where there is none, none is known to be the last.</summary>
    public static long LastCallMs(sqlite3 database) => Number(database, "SELECT MAX(at_ms) FROM calls") ?? long.MaxValue;

    private static long? Number(sqlite3 database, string sql)
    {
        using Statement statement = new(database, sql);
        return statement.Next() ? statement.MaybeNumber(0) : null;
    }
}
