using RelayPlane.Ledger;
using RelayPlane.Routing.Scoring;
using static RelayPlane.Cli.ExplainText;

namespace RelayPlane.Cli;

/// <summary>For a person: how a call that was made came by its model, as it is recorded.</summary>
internal static class ExplainMadeText
{
    /// <summary>How the reason of a plan begins where the ladder itself says where the call begins.</summary>
    public const string Cascade = "cascade:";

    private const string Pinned = "no routing might move it: it had x-relayplane-bypass, or a model in a header, or what only its provider holds, or nobody else could take it";

    /// <param name="score">Null where what moved its score cannot be told.</param>
    public static IEnumerable<string> Of(CallEntry call, MadeScore? score)
    {
        yield return Line("asked for", CallWords.Clean(call.ModelRequested ?? "no model"));
        yield return Line("because", CallWords.Clean(call.Reason ?? "nothing is recorded"));
        yield return Line("route", CallWords.Clean(call.Route ?? "none took it"));
        yield return Line("plan", CallWords.Clean(call.Plan ?? "none"));
        if (call.Decision is not { } decision)
        {
            yield return Line("decision", "nothing of a score is recorded for it");
            yield break;
        }

        yield return Line("saw", $"{decision.Messages} messages, {decision.UserTurns} of a person, {decision.Tools} tools, {Number(decision.PromptTokens, "N0")} tokens{(decision.Images ? ", images" : "")}{(decision.MidTask ? ", in the middle of a task" : "")}{(decision.Housekeeping is { } chore ? $", {chore}" : "")}");
        yield return Line("score", $"{Tiers(decision.Simple, decision.Moderate, decision.Complex)} by {CallWords.Clean(decision.Classifier)}; by plain rules {decision.Rules}");
        foreach (var line in score is null ? [Line("moved by", $"that cannot be told: it was not scored by today's weights, {Scorer.Trained.Version}")] : Reasons(score.Reasons))
        {
            yield return line;
        }

        if (decision.Tier is not null && score is not null)
        {
            yield return $"{Values(score.Worth, score.Lambda)}, as today's config and labels have it";
        }

        yield return Line("decision", Decided(call, decision));
        if (decision is { Pinned: true, Tier: not null })
        {
            yield return Line("pinned", Pinned);
        }

        if (decision.Kept is { } kept)
        {
            yield return Line("kept", CallWords.Clean(kept));
        }
    }

    private static string Decided(CallEntry call, DecisionEntry decision) =>
        decision.Tier is not null ? $"{decision.Tier}: {CallWords.Clean(decision.Chosen ?? "nobody")} in place of {CallWords.Clean(decision.Asked ?? "no certain model")}, {(decision.Acted ? "done" : "only observed")}, because {CallWords.Clean(decision.Reason ?? "of the score")}"
        : decision.Pinned ? $"none: {Pinned}"
        : call.Reason?.StartsWith(Cascade, StringComparison.Ordinal) == true ? "none by a score: the cascade began with the first of the plan"
        : "none: the name or a route said the model, or routing was off";
}
