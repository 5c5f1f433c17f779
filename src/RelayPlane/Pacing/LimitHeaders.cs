using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Pacing.Signals;

namespace RelayPlane.Pacing;

/// <summary>Reads the limits that a reply's headers report, by the provider's profile. Pure, and made for every reply: a header that is absent costs one look.</summary>
internal static class LimitHeaders
{
    /// <summary>
    /// A limit per minute is full again within the minute. Requests that take longer are limited per day, whatever the header is called
    /// (OpenAI's lowest tier, OpenRouter's free models): it is no limit that pacing could keep to by the second.
    /// </summary>
    private static readonly TimeSpan s_longestMinute = TimeSpan.FromMinutes(3);

    /// <param name="now">The reply's own <c>Date</c> where it has one, else the wall clock; for resets that are points in time.</param>
    public static LimitReport Read(RateProfile profile, Func<string, string?> header, DateTimeOffset now)
    {
        LimitLevel? requests = null;
        LimitLevel? input = null;
        LimitLevel? output = null;
        for (var i = 0; i < profile.Headers.Count; i++)
        {
            var row = profile.Headers[i];
            switch (row.Limit)
            {
                case LimitKind.Requests:
                    requests ??= Level(row, header, now) is { } level && !(level.Reset > s_longestMinute) ? level : null;
                    break;
                case LimitKind.InputTokens:
                    input ??= Level(row, header, now);
                    break;
                case LimitKind.OutputTokens:
                    output ??= Level(row, header, now);
                    break;
                case LimitKind.DailyRequests:
                default:
                    break;
            }
        }

        return new LimitReport(requests, input, output);
    }

    /// <summary>Whether the requests of the day are said to be used up.</summary>
    public static bool DayIsUsedUp(RateProfile profile, Func<string, string?> header, DateTimeOffset now)
    {
        foreach (var row in profile.Headers)
        {
            if (row.Limit is LimitKind.DailyRequests or LimitKind.Requests
                && Level(row, header, now) is { Remaining: < 1 } level
                && (row.Limit == LimitKind.DailyRequests || level.Reset > s_longestMinute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When the one limit is full again that says so; null where none or several do. Together sends a reset without a limit.</summary>
    public static TimeSpan? OnlyReset(RateProfile profile, Func<string, string?> header, DateTimeOffset now)
    {
        TimeSpan? only = null;
        foreach (var row in profile.Headers)
        {
            if (row.ResetName is not null && ResetText.Read(header(row.ResetName), row.Reset, now) is { } reset)
            {
                if (only is not null)
                {
                    return null;
                }

                only = reset;
            }
        }

        return only;
    }

    private static LimitLevel? Level(LimitHeader row, Func<string, string?> header, DateTimeOffset now)
    {
        if (Figure(header(row.LimitName)) is not (> 0 and var limit))
        {
            return null;
        }

        var scale = row.PerSecond ? 60 : 1;
        var remaining = Figure(header(row.RemainingName));
        return new LimitLevel(
            limit * scale,
            remaining >= 0 ? remaining * scale : null,
            row.RoundedTo * scale,
            row.ResetName is null ? null : ResetText.Read(header(row.ResetName), row.Reset, now));
    }

    private static double? Figure(string? text) =>
        text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) && double.IsFinite(figure) && figure < 1e15 ? figure : null;
}
