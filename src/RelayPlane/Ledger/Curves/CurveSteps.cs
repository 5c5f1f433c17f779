using System.Globalization;

namespace RelayPlane.Ledger.Curves;

/// <summary>A stretch of time in steps, of which a curve shows one point each. Steps begin where their zone's days do, so the first may be a part of one.</summary>
/// <param name="Seconds">How long a step is, but for those at the ends and at changes of the clock.</param>
/// <param name="Pieces">Side by side from the beginning to the end; each is named by its number.</param>
internal sealed record CurveSteps(int Seconds, IReadOnlyList<StatsPiece> Pieces)
{
    private const int Day = 24 * 3600;

    /// <summary>From how long a stretch on a step is taken, longest first: so that there are at most 120, or hardly more.</summary>
    private static readonly (TimeSpan Beyond, int Seconds)[] s_steps =
    [
        (TimeSpan.FromDays(840), 28 * Day), (TimeSpan.FromDays(120), 7 * Day), (TimeSpan.FromDays(15), Day), (TimeSpan.FromDays(5), 3 * 3600),
        (TimeSpan.FromHours(30), 3600), (TimeSpan.FromHours(6), 900), (TimeSpan.FromHours(2), 300), (TimeSpan.FromHours(1), 60),
        (TimeSpan.FromMinutes(20), 30), (TimeSpan.Zero, 10),
    ];

    public IEnumerable<DateTimeOffset> Starts => Pieces.Select(piece => DateTimeOffset.FromUnixTimeMilliseconds(piece.FromMs));

    /// <param name="finest">The shortest step that may be taken.</param>
    public static CurveSteps Of(long fromMs, long toMs, TimeZoneInfo zone, int finest)
    {
        TimeSpan length = TimeSpan.FromMilliseconds(toMs - fromMs);
        int seconds = Math.Max(finest, s_steps.First(step => length > step.Beyond).Seconds);
        return new(seconds, [.. (seconds < Day ? Short(fromMs, toMs, zone, seconds) : Long(fromMs, toMs, zone, seconds / Day)).Select(Named)]);
    }

    private static StatsPiece Named((long FromMs, long ToMs) piece, int number) => new(number.ToString(CultureInfo.InvariantCulture), piece.FromMs, piece.ToMs);

    private static IEnumerable<(long FromMs, long ToMs)> Short(long fromMs, long toMs, TimeZoneInfo zone, int seconds)
    {
        foreach ((long dayFromMs, long dayToMs) in Long(fromMs, toMs, zone, 1))
        {
            long beginMs = StatsPiece.BeginOf(DayOf(dayFromMs, zone), zone);
            long next;
            for (long at = dayFromMs; at < dayToMs; at = next)
            {
                next = Math.Min(dayToMs, beginMs + (((at - beginMs) / (seconds * 1000L)) + 1) * seconds * 1000L);
                yield return (at, next);
            }
        }
    }

    /// <summary>Weeks begin on Mondays.</summary>
    private static IEnumerable<(long FromMs, long ToMs)> Long(long fromMs, long toMs, TimeZoneInfo zone, int days)
    {
        int number = DayOf(fromMs, zone).DayNumber;
        for (long at = fromMs; at < toMs;)
        {
            number += days - (number % days);
            long next = Math.Min(toMs, StatsPiece.BeginOf(DateOnly.FromDayNumber(number), zone));
            if (next > at)
            {
                yield return (at, next);
                at = next;
            }
        }
    }

    private static DateOnly DayOf(long ms, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), zone).DateTime);
}
