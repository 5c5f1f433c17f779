using System.Globalization;
using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;

namespace RelayPlane.Tests.Replay;

/// <summary>Recorded calls of Claude models, priced as the gateway prices them.</summary>
internal static class Pasts
{
    public const string Haiku = "claude-haiku-4-5";
    public const string Sonnet = "claude-sonnet-4-5";
    public const string Opus = "claude-opus-4-6";

    public static DateTimeOffset Noon { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static PriceBook Prices { get; } = new();

    public static DecisionEntry Seen(ulong conversation = 1, float simple = .6f, float moderate = .7f, float complex = .8f, bool marks = false, double promptTokens = 1000) => new()
    {
        Classifier = "test",
        Simple = simple,
        Moderate = moderate,
        Complex = complex,
        Rules = "simple",
        Features = new byte[80],
        Conversation = conversation.ToString("x16", CultureInfo.InvariantCulture),
        MarksCache = marks,
        PromptTokens = promptTokens,
    };

    public static PastAttempt Attempt(string model, TokenUsage usage, DateTimeOffset at, Verdict verdict = Verdict.Answered, string? escalated = null) =>
        new("anthropic", model, verdict, usage, Cost(model, usage, at), escalated);

    public static PastCall Call(string model, TokenUsage usage, DateTimeOffset? at = null, DecisionEntry? seen = null, bool? label = null, params PastAttempt[] before) => new(
        Guid.CreateVersion7().ToString("n"), at ?? Noon, "anthropic", "messages", model, "tests", null, null, false, null, seen ?? Seen(),
        [.. before, Attempt(model, usage, at ?? Noon)], label);

    /// <summary>A call that routing would have answered with another model, and that a shadow run has that model answer.</summary>
    public static (PastCall Call, PastCall Shadow) Shadowed(string chosen, TokenUsage usage, DateTimeOffset at, DecisionEntry seen, string? route = null)
    {
        var call = Call(Opus, usage, at, seen with { Tier = "simple", Asked = $"anthropic/{Opus}", Chosen = $"anthropic/{chosen}", Reason = "complexity:simple" }) with { Route = route };
        return (call, Call(chosen, usage, at.AddHours(1), seen) with { ModelRequested = Opus, Agent = ShadowCall.Agent, ShadowOf = call.Id });
    }

    public static Money Cost(string model, in TokenUsage usage, DateTimeOffset at) => Prices.Price("anthropic", null, model, at, usage, default).Cost!.Value;

    public static Prompt Prompt(PastCall call, Places places) => RelayPlane.Replay.Prompt.Of(call, places)!.Value;

    /// <summary>As the road would have written it.</summary>
    public static CallEntry Entry(PastCall call) => new()
    {
        Id = call.Id,
        At = call.At,
        Api = call.Api,
        Endpoint = call.Endpoint,
        Method = "POST",
        Path = "/v1/messages",
        Stream = call.Stream,
        ModelRequested = call.ModelRequested,
        Client = call.Client,
        Agent = call.Agent,
        Tags = call.ShadowOf is { } of ? $$"""{"{{ShadowCall.Tag}}":"{{of}}"}""" : null,
        Route = call.Route,
        Status = 200,
        Outcome = Outcome.Answered,
        Total = TimeSpan.FromSeconds(1),
        Decision = call.Decision,
        Attempts = [.. call.Attempts.Index().Select(pair => new AttemptEntry
        {
            Number = pair.Index + 1,
            Provider = pair.Item.Provider,
            Model = pair.Item.Model,
            Verdict = pair.Item.Verdict,
            Status = 200,
            At = call.At,
            Total = TimeSpan.FromSeconds(1),
            HasContent = true,
            Usage = pair.Item.Usage,
            Escalated = pair.Item.Escalated,
            Quote = pair.Item.Cost is { } cost ? new Quote(PriceStatus.Priced, cost, pair.Item.Provider, pair.Item.Model, """{"input":1}""") : Quote.None,
        })],
    };
}
