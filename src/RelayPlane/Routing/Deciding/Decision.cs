using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>Which model a call needs, in routing's opinion, and what came of it.</summary>
/// <param name="Tier">How much model it needs.</param>
/// <param name="Chosen">Where it would go by that.</param>
/// <param name="Asked">Where it would go without; null where it asked for no certain model.</param>
/// <param name="Acts">Whether it goes there; false where routing only observes.</param>
/// <param name="Reason">As the ledger has it: <c>complexity:simple</c>, <c>session:moderate</c>, <c>housekeeping:simple</c>.</param>
internal sealed record Decision(Tier Tier, Target Chosen, Target? Asked, bool Acts, string Reason)
{
    /// <summary>What each tier's answer is worth, calibrated.</summary>
    public Heads Heads { get; init; }

    public double Lambda { get; init; }

    /// <summary><c>trained</c> or <c>rules</c>.</summary>
    public string Classifier { get; init; } = "trained";

    /// <summary>Why it is not where the score alone would have it, in words: a floor, a ceiling, a session's cache; null where it is.</summary>
    public string? Kept { get; init; }
}
