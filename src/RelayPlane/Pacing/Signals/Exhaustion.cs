using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;

namespace RelayPlane.Pacing.Signals;

/// <summary>
/// Money, a spend cap, or a quota by the day or month that is used up: the marks that end all waiting, and when each comes back.
/// Sources: ratelimits.md §1.3; the providers' pages on errors and limits.
/// </summary>
internal static class Exhaustion
{
    private static readonly TimeSpan s_short = TimeSpan.FromMinutes(5);

    private static readonly string[] s_windows = ["5h", "7d", "7d_opus", "7d_sonnet", "7d_oi"];

    /// <summary>An exhausted key's signal; null where nothing says that it is.</summary>
    /// <param name="status">The status to judge by.</param>
    public static Signal? Of(RateProfile profile, int status, Func<string, string?> header, ErrorFacts facts, DateTimeOffset now)
    {
        if (status is not (400 or 401 or 402 or 403 or 404 or 429))
        {
            return null;
        }

        if (ErrorMarks.IsSpendLimit(facts))
        {
            return Exhausted(QuotaDays.RegainedOn(facts.Text) ?? QuotaDays.NextMonth(now));
        }

        if (status == 402 || ErrorMarks.IsMoney(status, facts))
        {
            return Exhausted(null);
        }

        if (ErrorMarks.IsKeyLimit(status, facts))
        {
            return Exhausted(facts.Says("daily") ? QuotaDays.Next(QuotaReset.UtcDay, now) : null);
        }

        if (status != 429)
        {
            return null;
        }

        return Subscription(header, now) ?? Calendar(profile, header, facts, now);
    }

    // A Claude subscription: rolling windows of five hours and seven days, each with a status and the second since 1970 when it is empty again.
    private static Signal? Subscription(Func<string, string?> header, DateTimeOffset now)
    {
        DateTimeOffset? until = null;
        var rejected = header("anthropic-ratelimit-unified-status") is "rejected";
        foreach (var window in s_windows)
        {
            if (header($"anthropic-ratelimit-unified-{window}-status") is "rejected")
            {
                rejected = true;
                var reset = Epoch(header($"anthropic-ratelimit-unified-{window}-reset"), now);
                until = reset > until || until is null ? reset : until;
            }
        }

        return rejected ? Exhausted(until ?? Epoch(header("anthropic-ratelimit-unified-reset"), now)) : null;
    }

    private static Signal? Calendar(RateProfile profile, Func<string, string?> header, ErrorFacts facts, DateTimeOffset now)
    {
        var said = facts.Quotas.Contains("perday", StringComparison.Ordinal)
            || facts.Says("per day", "per-day", "(rpd)", "(tpd)", "daily limit", "daily quota", "per month", "monthly limit", "monthly quota");
        // Where only headers hint at the day, a short wait that was told outright is believed instead.
        if (!said && (Waits.Told(header, facts, now).Wait < s_short || !LimitHeaders.DayIsUsedUp(profile, header, now)))
        {
            return null;
        }

        // Gemini tells a RetryInfo of seconds for its day too. Others refill over the day, and say when the next call fits.
        var told = said && profile.QuotaReset != QuotaReset.PacificDay ? Waits.Told(header, facts, now).Wait : null;
        var reset = profile.QuotaReset == QuotaReset.UtcDay || facts.Says("per month", "monthly") ? null : LimitHeaders.OnlyReset(profile, header, now);
        var until = now + (told ?? reset) ?? (facts.Says("per month", "monthly") ? QuotaDays.NextMonth(now) : QuotaDays.Next(profile.QuotaReset, now));
        return Exhausted(until) with { Limit = facts.Says("token") || facts.Quotas.Contains("token", StringComparison.Ordinal) ? null : LimitKind.DailyRequests };
    }

    private static Signal Exhausted(DateTimeOffset? until) => new(SignalKind.Exhausted, Until: until);

    private static DateTimeOffset? Epoch(string? text, DateTimeOffset now) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && ResetText.Since1970(seconds, now) is { } wait ? now + wait : null;
}
