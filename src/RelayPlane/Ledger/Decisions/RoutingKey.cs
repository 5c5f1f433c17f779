namespace RelayPlane.Ledger.Decisions;

/// <summary>What routed calls are summed by; empty where there is none. A climb from one model to another is a row of its own, beside that of its call.</summary>
/// <param name="Climb">Whether this is a climb: then the reason is what caused it, asked is where it began, and chosen where it led.</param>
internal readonly record struct RoutingKey(bool Climb, string Tier, bool Acted, string Reason, string Asked, string Chosen)
{
    /// <summary>Stands for what is not told apart any more.</summary>
    public const string Other = "other";

    /// <summary>Null where nothing was decided.</summary>
    public static RoutingKey? Of(CallEntry call) => call.Decision is { Tier: { } tier } decision
        ? new(false, tier, decision.Acted, decision.Reason ?? "", decision.Asked ?? "", decision.Chosen ?? "")
        : null;

    /// <summary>Null where the call did not climb after this attempt.</summary>
    public static RoutingKey? Of(CallEntry call, AttemptEntry attempt)
    {
        if (attempt.Escalated is not { } cause)
        {
            return null;
        }

        foreach (var next in call.Attempts)
        {
            if (next.Number == attempt.Number + 1)
            {
                return new(true, "", false, cause, $"{attempt.Provider}/{attempt.Model}", $"{next.Provider}/{next.Model}");
            }
        }

        return null;
    }

    /// <summary>Without the model that was asked for: a client may think of any number of them.</summary>
    public RoutingKey Folded() => this with { Asked = Other };

    /// <summary>With nothing left of which there may be many.</summary>
    public RoutingKey FoldedAway() => this with { Asked = Other, Chosen = Other, Reason = Other };
}
