using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;

namespace RelayPlane.Pacing.Signals;

/// <summary>
/// How long to stay away, by order of precedence: milliseconds, <c>retry-after</c>, the body, what is left of the limit, its reset. The first
/// that parses and is positive wins. That a key is exhausted wins over all of them and is decided before.
/// </summary>
internal static class Waits
{
    /// <summary>What the provider says outright.</summary>
    public static (TimeSpan? Wait, WaitSource Source) Told(Func<string, string?> header, ErrorFacts facts, DateTimeOffset clock)
    {
        if ((RetryAfter.Milliseconds(header("retry-after-ms")) ?? RetryAfter.Milliseconds(header("x-ms-retry-after-ms"))) is { } milliseconds)
        {
            return (milliseconds, WaitSource.RetryAfterMs);
        }

        if (RetryAfter.Read(header("retry-after"), clock) is { } seconds)
        {
            return (seconds, WaitSource.RetryAfter);
        }

        return (facts.RetryDelay > TimeSpan.Zero ? facts.RetryDelay : WaitText.Find(facts.Text)) is { } body ? (body, WaitSource.Body) : (null, WaitSource.None);
    }

    /// <summary>The wait of a call that ran into a limit.</summary>
    /// <param name="limit">The limit, where it is known.</param>
    /// <param name="need">What the call takes of it; null where only the caller knows.</param>
    public static (TimeSpan? Wait, WaitSource Source) ForLimit(
        RateProfile profile, Func<string, string?> header, ErrorFacts facts, LimitReport report, LimitKind? limit, double? need, DateTimeOffset clock)
    {
        if (Told(header, facts, clock) is { Wait: not null } told)
        {
            return told;
        }

        if (facts.Quotas.Contains("perminute", StringComparison.Ordinal))
        {
            return (TimeSpan.FromMinutes(1), WaitSource.Body);
        }

        if (WaitText.Figure(facts.Text, "limit ") is > 0 and var most && WaitText.Figure(facts.Text, "used ") is { } used && WaitText.Figure(facts.Text, "requested ") is { } asked
            && Positive((used + asked - most) * 60 / most) is { } missing)
        {
            return (missing, WaitSource.Remaining);
        }

        var level = limit switch
        {
            LimitKind.Requests => report.Requests,
            LimitKind.InputTokens => report.Input,
            LimitKind.OutputTokens => report.Output,
            _ => null,
        };
        if (level is { Remaining: { } remaining } known && (limit == LimitKind.Requests ? 1 : need) is { } wanted && Positive((wanted - remaining) * 60 / known.Limit) is { } wait)
        {
            return (wait, WaitSource.Remaining);
        }

        var reset = level is null ? LimitHeaders.OnlyReset(profile, header, clock) : level.Value.Reset;
        return reset > TimeSpan.Zero ? (reset, WaitSource.Reset) : (null, WaitSource.None);
    }

    private static TimeSpan? Positive(double seconds) => seconds > 0 ? DurationText.Seconds(seconds) : null;
}
