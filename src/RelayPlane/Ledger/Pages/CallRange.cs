using SQLitePCL;

namespace RelayPlane.Ledger.Pages;

/// <summary>From when to when there are calls that are asked for, in milliseconds; the end is not included.</summary>
internal readonly record struct CallRange(long FromMs, long ToMs)
{
    public DateTimeOffset From => DateTimeOffset.FromUnixTimeMilliseconds(FromMs);

    /// <summary>Null where there are no calls at all.</summary>
    public static CallRange? Of(sqlite3 database, CallFilter filter)
    {
        using Statement ends = new(database, "SELECT (SELECT MIN(at_ms) FROM calls), (SELECT MAX(at_ms) FROM calls)");
        if (!ends.Next() || ends.MaybeNumber(0) is not { } first || ends.MaybeNumber(1) is not { } last)
        {
            return null;
        }

        return new(
            Math.Max(first, filter.Since is { } since ? since.ToUnixTimeMilliseconds() : long.MinValue),
            Math.Min(last + 1, filter.Until is { } until ? until.ToUnixTimeMilliseconds() : long.MaxValue));
    }
}
