using System.Globalization;
using RelayPlane.Catalog;

namespace RelayPlane.Pacing.Signals;

/// <summary>When quotas by the calendar come back. The rules of the Pacific zone stand here, since a machine may have no zone database.</summary>
internal static class QuotaDays
{
    /// <summary>The next start of the provider's day; null where it is unknown.</summary>
    public static DateTimeOffset? Next(QuotaReset reset, DateTimeOffset now) => reset switch
    {
        QuotaReset.UtcDay => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1),
        QuotaReset.PacificDay => PacificMidnight(now),
        _ => null,
    };

    /// <summary>The start of the next month, UTC: when Anthropic's spend limits come back.</summary>
    public static DateTimeOffset NextMonth(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    /// <summary><c>You will regain access on 2025-08-01 at 00:00 UTC.</c></summary>
    /// <param name="text">In small letters.</param>
    public static DateTimeOffset? RegainedOn(string text)
    {
        const string Mark = "regain access on ";
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0 || text.Length < at + Mark.Length + 10)
        {
            return null;
        }

        var rest = text.AsSpan(at + Mark.Length);
        if (!DateTime.TryParseExact(rest[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        var timed = rest.Length >= 19 && rest[10..].StartsWith(" at ", StringComparison.Ordinal)
            && TimeSpan.TryParseExact(rest[14..19], @"hh\:mm", CultureInfo.InvariantCulture, out var time) ? time : TimeSpan.Zero;
        return new DateTimeOffset(day, TimeSpan.Zero) + timed;
    }

    private static DateTimeOffset PacificMidnight(DateTimeOffset now)
    {
        var today = (now + Offset(now)).UtcDateTime.Date;
        foreach (var day in new[] { today.AddDays(1), today.AddDays(2) })
        {
            // Local midnight is 7 or 8 hours after that of UTC; the clocks change only at two, so either tells which.
            var midnight = new DateTimeOffset(day, TimeSpan.Zero);
            midnight -= Offset(midnight.AddHours(7.5));
            if (midnight > now)
            {
                return midnight;
            }
        }

        return now.AddDays(1);
    }

    // Daylight time from the second Sunday of March to the first of November, each at two o'clock local time.
    private static TimeSpan Offset(DateTimeOffset moment)
    {
        var year = moment.UtcDateTime.Year;
        var start = Sunday(year, 3, 2).AddHours(10);
        var end = Sunday(year, 11, 1).AddHours(9);
        return TimeSpan.FromHours(moment >= start && moment < end ? -7 : -8);
    }

    private static DateTimeOffset Sunday(int year, int month, int which)
    {
        var first = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (which - 1)));
    }
}
