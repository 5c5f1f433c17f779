using System.Globalization;

namespace RelayPlane.Ledger;

/// <summary>A part of the time that was asked for: all of it, or one day.</summary>
/// <param name="Day">As it is shown; empty where rows do not stand for days.</param>
internal readonly record struct StatsPiece(string Day, long FromMs, long ToMs)
{
    /// <param name="fromMs">Not before the first call, so that there are no more days than have any.</param>
    public static IEnumerable<StatsPiece> Days(TimeZoneInfo zone, long fromMs, long toMs)
    {
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(fromMs), zone).DateTime);
        long begin = fromMs;
        while (begin < toMs)
        {
            long end = Math.Min(toMs, BeginOf(day.AddDays(1), zone));
            yield return new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), begin, end);
            (begin, day) = (end, day.AddDays(1));
        }
    }

    /// <summary>A day begins at midnight, or with the first minute that its clocks show; where they show midnight twice, with the first.</summary>
    public static long BeginOf(DateOnly day, TimeZoneInfo zone)
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUnixTimeMilliseconds();
    }
}
