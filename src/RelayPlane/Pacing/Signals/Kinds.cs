using RelayPlane.Dialects.Errors;

namespace RelayPlane.Pacing.Signals;

/// <summary>The class of an error by its status and its body, all but the exhausted keys. The rows of ratelimits.md §1.4, in the order in which they win.</summary>
internal static class Kinds
{
    /// <param name="status">The status to judge by.</param>
    public static SignalKind Of(int status, ErrorFacts facts)
    {
        if (status is 401 || ErrorMarks.IsKey(status, facts))
        {
            return SignalKind.KeyRejected;
        }

        if (status is (>= 400 and <= 403) or 413 or 422 or 500 && ErrorMarks.IsTooLong(facts))
        {
            return SignalKind.ContextLength;
        }

        if (ErrorMarks.IsNoModel(status, facts))
        {
            return SignalKind.ModelNotFound;
        }

        if (status is 413 or 429 && ErrorMarks.IsTooLarge(status, facts))
        {
            return SignalKind.TooLarge;
        }

        if (status is 429 or 503 && ErrorMarks.IsGrowth(facts))
        {
            return SignalKind.Accelerating;
        }

        return status switch
        {
            429 => ErrorMarks.IsCapacity(facts) ? SignalKind.Overloaded : SignalKind.RateLimited,
            498 or 503 or 529 => SignalKind.Overloaded,
            403 => IsOfTheCall(facts) ? SignalKind.Rejected : SignalKind.KeyRejected,
            408 or 409 or 424 or 425 or 499 => SignalKind.Faulted,
            501 => SignalKind.Rejected,
            >= 500 => ErrorMarks.IsCapacity(facts) ? SignalKind.Overloaded : SignalKind.Faulted,
            _ => SignalKind.Rejected,
        };
    }

    // A firewall's page, or moderation: it is this call that is refused, and the next one may pass with the same key.
    private static bool IsOfTheCall(ErrorFacts facts) =>
        facts.Shape == BodyShape.Html || facts.HasAny("content_filter", "content_policy_violation") || facts.Says("was flagged", "requires moderation");
}
