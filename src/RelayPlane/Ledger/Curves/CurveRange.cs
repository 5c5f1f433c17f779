using SQLitePCL;

namespace RelayPlane.Ledger.Curves;

/// <summary>The time that a curve is asked for.</summary>
/// <param name="Since">Calls that arrived at or after this.</param>
/// <param name="Until">And before this.</param>
/// <param name="Zone">Whose days are meant.</param>
internal sealed record CurveRange(DateTimeOffset Since, DateTimeOffset Until, TimeZoneInfo Zone)
{
    /// <summary>Rollups have nothing finer.</summary>
    private const int Quarter = 900;

    /// <summary>Finer steps are read call by call, which takes up to ten microseconds each.</summary>
    private const int MostCalls = 10_000;

    /// <summary>A time that begins before the first call, and by more than this before its end, begins with that call.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(400);

    /// <param name="database">Null where there is none yet.</param>
    public CurveSteps Steps(sqlite3? database)
    {
        long toMs = Until.ToUnixTimeMilliseconds();
        long fromMs = Since.ToUnixTimeMilliseconds();
        long oldestMs = toMs - (long)s_longest.TotalMilliseconds;
        if (fromMs < oldestMs)
        {
            long first = database is null ? oldestMs : LedgerBounds.Read(database).FirstMs ?? oldestMs;
            fromMs = Math.Max(fromMs, Math.Min(first, oldestMs));
        }

        bool few = database is null || (Until - Since <= TimeSpan.FromHours(6) && Calls(database, fromMs, toMs) <= MostCalls);
        return CurveSteps.Of(fromMs, toMs, Zone, few ? 1 : Quarter);
    }

    /// <summary>About how many there are, or a few more.</summary>
    private static long Calls(sqlite3 database, long fromMs, long toMs)
    {
        using Statement sum = new(database, "SELECT SUM(requests) FROM rollups WHERE level = ? AND period BETWEEN ? AND ?");
        sum.Bind(RollupLevel.Of(RollupSplit.Endpoint)[0].Code).Bind(fromMs / (Quarter * 1000L)).Bind(toMs / (Quarter * 1000L));
        return sum.Next() ? sum.Number(0) : 0;
    }
}
