using System.Globalization;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Looking;
using RelayPlane.Ledger;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Gateway;

/// <summary>What routing saw in a call and thought of it, in the ledger's words.</summary>
internal static class DecisionRow
{
    /// <summary>Only what generates an answer is ever routed by what it asks.</summary>
    public static bool IsKept(Endpoint endpoint) =>
        endpoint is Endpoint.Messages or Endpoint.ChatCompletions or Endpoint.Completions or Endpoint.Responses or Endpoint.GenerateContent or Endpoint.StreamGenerateContent;

    /// <param name="plan">Where the call went in the end: a budget or a limit may have sent it elsewhere.</param>
    public static DecisionEntry Of(Look look, RequestFacts facts, Decision? decision, Plan? plan) => new()
    {
        Tier = decision is null ? null : NameOf(decision.Tier),
        Acted = decision is { Acts: true } && plan is { Targets: [var first, ..] } && first.Is(decision.Chosen),
        Chosen = decision is null ? null : Name(decision.Chosen),
        Asked = decision?.Asked is { } asked ? Name(asked) : null,
        Reason = decision?.Reason,
        Kept = decision?.Kept,
        Classifier = look.Classifier,
        Simple = look.Heads.Simple,
        Moderate = look.Heads.Moderate,
        Complex = look.Heads.Complex,
        Rules = NameOf(look.Rules),
        Features = look.Features,
        Messages = look.Shape.Messages,
        UserTurns = look.Shape.UserTurns,
        Tools = look.Shape.Tools,
        ToolParameters = look.Shape.ToolParameters,
        Images = look.Shape.Images,
        MidTask = look.Shape.MidTask,
        WantsJson = look.Shape.WantsJson,
        Signed = look.Shape.Signed,
        MarksCache = look.Shape.MarksCache,
        Pinned = plan is { IsPinned: true },
        Housekeeping = look.Shape.Housekeeping switch
        {
            Housekeeping.Title => "title",
            Housekeeping.Summary => "summary",
            Housekeeping.Chore => "chore",
            _ => null,
        },
        Conversation = look.Shape.Print.ToString("x16", CultureInfo.InvariantCulture),
        PromptTokens = facts.PromptTokens,
        MaxOutput = facts.MaxOutput,
    };

    public static string NameOf(Tier tier) => tier switch
    {
        Tier.Simple => "simple",
        Tier.Moderate => "moderate",
        _ => "complex",
    };

    private static string Name(Target target) => $"{target.Provider.Name}/{target.Model}";
}
