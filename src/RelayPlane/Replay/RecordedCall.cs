using System.Collections.Frozen;
using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Looking;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>Makes of what was kept of a call the ticket that the router is handed: all that routing saw in it, without its body and headers.</summary>
internal static class RecordedCall
{
    private static readonly FrozenDictionary<string, Endpoint> Endpoints = Enum.GetValues<Endpoint>().ToFrozenDictionary(WireNames.Of);

    private static readonly HeaderDictionary NoHeaders = [];
    private static readonly HeaderDictionary Bypass = new() { ["x-relayplane-bypass"] = "true" };

    public static Call Of(PastCall past) => new(
        past.Id, past.At, ApiOf(past.Api), Endpoints.GetValueOrDefault(past.Endpoint), "POST", string.Empty, string.Empty, past.Decision.Pinned ? Bypass : NoHeaders, default, null,
        RequestFacts.None with { Model = past.Decision.Pinned && past.Attempts is [.., var last] ? $"{last.Provider}/{last.Model}" : past.ModelRequested, Stream = past.Stream, MaxOutput = past.Decision.MaxOutput, PromptTokens = past.Decision.PromptTokens },
        null)
    {
        Look = LookOf(past.Decision),
    };

    public static CallerNames Caller(PastCall past) => new(past.Client, past.Agent, past.Session);

    public static Heads Heads(DecisionEntry seen) => new(seen.Simple, seen.Moderate, seen.Complex);

    public static Tier? TierOf(string? name) => name switch
    {
        "simple" => Tier.Simple,
        "moderate" => Tier.Moderate,
        "complex" => Tier.Complex,
        _ => null,
    };

    private static Look LookOf(DecisionEntry seen) => new(
        new PromptShape
        {
            Messages = seen.Messages,
            UserTurns = seen.UserTurns,
            Tools = seen.Tools,
            ToolParameters = seen.ToolParameters,
            Images = seen.Images,
            MidTask = seen.MidTask,
            WantsJson = seen.WantsJson,
            Signed = seen.Signed,
            MarksCache = seen.MarksCache,
            Housekeeping = seen.Housekeeping switch
            {
                "title" => Housekeeping.Title,
                "summary" => Housekeeping.Summary,
                "chore" => Housekeeping.Chore,
                _ => Housekeeping.None,
            },
            Print = ulong.TryParse(seen.Conversation, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var print) ? print : 0,
        },
        Heads(seen), TierOf(seen.Rules) ?? Tier.Simple, seen.Features, seen.Classifier);

    private static Api ApiOf(string name) => name switch
    {
        "anthropic" => Api.Anthropic,
        "gemini" => Api.Gemini,
        _ => Api.OpenAI,
    };
}
