using RelayPlane.Ledger.Decisions;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay.Calibrating;

/// <summary>A recorded call of which somebody has said whether its answer was good.</summary>
/// <param name="Conversation">What happens independently of others.</param>
/// <param name="LogOdds">What the score thought of the tier that answered.</param>
/// <param name="Routed">Whether another model answered than was asked for.</param>
internal sealed record Labelled(ulong Conversation, Tier Tier, double LogOdds, bool Good, bool Routed, string? Route)
{
    /// <summary>Null for a call without a label, or without an answer, and for what a shadow run asked for its own sake.</summary>
    public static Labelled? Of(PastCall past, Places places, Tiers tiers)
    {
        if (past.Label is not { } good || (ShadowCall.Is(past.Agent) && past.ShadowOf is null) || Prompt.Of(past, places) is not { } prompt)
        {
            return null;
        }

        var seen = past.Decision;
        var there = prompt.Answered.ToString();
        var tier = seen is { Tier: { } decided, Chosen: { } chosen } && chosen == there && RecordedCall.TierOf(decided) is { } own ? own : tiers.Of(prompt.Answered, past.At);
        var routed = (seen.Acted && seen.Chosen == there && seen.Asked is { } asked && asked != there) || past.ShadowOf is not null;
        return new Labelled(prompt.Conversation, tier, HeadCalibration.LogOdds(Tiers.Quality(RecordedCall.Heads(seen), tier)), good, routed, past.Route);
    }
}
