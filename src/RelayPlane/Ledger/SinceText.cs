using System.Globalization;

namespace RelayPlane.Ledger;

/// <summary>Reads how far back a person means: a number with a unit (<c>30m 24h 7d 4w</c>), or a date or time, in a zone unless it names its own.</summary>
internal static class SinceText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset since)
    {
        if (text.Length > 1 && Unit(text[^1]) is { } unit
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            TimeSpan span = number <= Longest / unit ? number * unit : Longest;
            since = now - span;
            return number > 0;
        }

        bool isDate = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime date);
        since = date.Kind is DateTimeKind.Unspecified ? In(zone, date) : date;
        return isDate;
    }

    /// <summary>The first and last dates there are have no time in UTC everywhere: the nearest will do.</summary>
    private static DateTimeOffset In(TimeZoneInfo zone, DateTime date) =>
        new(Math.Clamp(date.Ticks - zone.GetUtcOffset(date).Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => null,
    };
}
