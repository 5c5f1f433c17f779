using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Pacing.Signals;

namespace RelayPlane.Pacing;

/// <summary>Turns a reply that is no answer into one signal. Pure: what it cannot know from the reply it leaves null.</summary>
internal static class SignalReader
{
    /// <param name="profile">The provider's rate profile.</param>
    /// <param name="status">The status; 200 for an error that came in place of content.</param>
    /// <param name="header">A reply header by name; null where absent.</param>
    /// <param name="body">The decoded body, or the data of the error event; cut at 64 KB.</param>
    /// <param name="now">The wall clock, for dates in headers and quotas that come back at midnight.</param>
    public static Signal Of(RateProfile profile, int status, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        Of(profile, status, header, body, now, inputNeed: null, outputNeed: null);

    /// <param name="inputNeed">What the call takes of the input limit, in tokens; null where that is not known.</param>
    /// <param name="outputNeed">What it takes of the output limit.</param>
    /// <inheritdoc cref="Of(RateProfile, int, Func{string, string?}, ReadOnlySpan{byte}, DateTimeOffset)"/>
    public static Signal Of(
        RateProfile profile, int status, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now, double? inputNeed, double? outputNeed)
    {
        if (status is < 200 or (> 200 and < 400))
        {
            return Signal.Answered;
        }

        var facts = ErrorFactsReader.Read(body, header("x-amzn-errortype"));
        if (status == 200 && !facts.HasError)
        {
            return Signal.Answered;
        }

        var clock = Clock(header("date"), now);
        var judged = Meanings.Status(status, facts);
        var signal = Exhaustion.Of(profile, judged, header, facts, clock) is { } exhausted
            ? exhausted with { Until = exhausted.Until + (now - clock) }
            : Waiting(new Signal(Kinds.Of(judged, facts)), profile, header, facts, clock, inputNeed, outputNeed);
        if (signal.Kind == SignalKind.RateLimited && facts.IsUnknown && signal.Wait is null && header("x-should-retry") is "false")
        {
            signal = new Signal(SignalKind.Exhausted);
        }

        return signal with { Message = Words.Shown(facts.Message) };
    }

    // The provider's own clock, where it tells it and is not out of its mind: its dates are right by that one.
    private static DateTimeOffset Clock(string? date, DateTimeOffset now) =>
        RetryAfter.Date(date) is { } told && Math.Abs((told - now).TotalDays) < 2 ? told : now;

    private static Signal Waiting(
        Signal signal, RateProfile profile, Func<string, string?> header, ErrorFacts facts, DateTimeOffset clock, double? inputNeed, double? outputNeed)
    {
        switch (signal.Kind)
        {
            case SignalKind.RateLimited or SignalKind.Accelerating:
                var report = LimitHeaders.Read(profile, header, clock);
                var limit = LimitNamed.In(facts, report);
                var need = limit == LimitKind.OutputTokens ? outputNeed : inputNeed;
                var (wait, source) = Waits.ForLimit(profile, header, facts, report, limit, need, clock);
                return signal with { Wait = wait, Source = source, Limit = limit };
            case SignalKind.TooLarge:
                return signal with { Limit = LimitNamed.In(facts, default) };
            case SignalKind.Overloaded or SignalKind.Faulted:
                var (told, from) = Waits.Told(header, facts, clock);
                return signal with { Wait = told, Source = from };
            default:
                return signal;
        }
    }
}
