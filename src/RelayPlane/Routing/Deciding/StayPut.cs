using RelayPlane.Config;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Routing.Deciding;

/// <summary>
/// Whether a conversation may change its model. A change throws its prompt cache away, and reasoning that only the old model can read; it must be
/// paid by what routing has saved in the same conversation, so that none costs more with routing than without.
/// </summary>
internal sealed class StayPut(SessionBook sessions, TierCosting costs)
{
    /// <summary>A guess of a prompt's length is rather taken too short than too long for what is to be saved, and the other way for what is to be spent.</summary>
    private const double Margin = 1.15;

    /// <param name="acts">Whether routing acts on the call; where it only observes, conversations are where it would have them.</param>
    public Standing StandingOf(CallerNames caller, bool acts, Call call, Target? asked)
    {
        var shape = call.Look.Shape;
        var key = acts ? Conversations.KeyOf(caller, shape) : Conversations.SupposedKeyOf(caller, shape);
        return Standing.Of(Conversations.Begins(caller, shape) ? null : sessions.Find(key), call, asked);
    }

    /// <param name="present">The model that the conversation has.</param>
    /// <param name="presentTier">Its tier; null for a model of none.</param>
    /// <param name="chosen">The model that it would have now.</param>
    /// <returns>Why it stays; null where it may move.</returns>
    public string? Why(Call call, StrategyTerms terms, Standing standing, Target? asked, Target present, Tier? presentTier, Target chosen, Tier tier)
    {
        var shape = call.Look.Shape;
        return shape is { MidTask: true, Signed: true } ? "reasoning in progress is signed by this model"
            : terms.Move == SessionMove.Never ? "conversations keep their model"
            : terms.Move == SessionMove.Up && !IsUp(call, standing, present, presentTier, chosen, tier) ? "conversations only move up"
            : standing.IsCached && asked is not null && !terms.UpgradesSessions && !IsPaid(call, standing, asked, chosen) ? "a change would cost more cache than routing has saved here"
            : null;
    }

    private bool IsUp(Call call, Standing standing, Target present, Tier? presentTier, Target chosen, Tier tier) =>
        presentTier is { } now ? tier > now : !costs.IsNoDearer(call, chosen, present, standing.Input, always: false);

    /// <summary>Of answers nothing is counted: how long one gets is not known before.</summary>
    private bool IsPaid(Call call, Standing standing, Target asked, Target chosen) =>
        costs.Cost(call, chosen, (long)(standing.Input * Margin), 0, output: 0) is { } does
        && costs.Cost(call, asked, standing.Input, Math.Min(standing.Input, standing.State!.AskedAt(call.At, asked)), output: 0) is { } would
        && standing.State.Saved.NanoUsd + would.NanoUsd - does.NanoUsd >= 0;
}
