using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Looking;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;
using RelayPlane.Tests.Config;
using Xunit;

namespace RelayPlane.Tests.Routing.Deciding;

/// <summary>Routers with a strategy, and calls whose look is given.</summary>
internal sealed class Decided
{
    /// <summary>The three Claudes, as most tests have them.</summary>
    public const string Tiers = "\"simple\": \"claude-haiku-4-5\", \"moderate\": \"claude-sonnet-4-5\", \"complex\": \"claude-opus-4-6\"";

    /// <summary>Heads that speak for one tier.</summary>
    public static readonly Heads Easy = new(.9f, .92f, .93f);
    public static readonly Heads Middling = new(.3f, .9f, .92f);
    public static readonly Heads Hard = new(.1f, .3f, .95f);

    private readonly TargetNames _names;
    private readonly Router _router;

    public Decided(string json, SessionBook? sessions = null, Experience? experience = null, PriceBook? prices = null, params string[] keyed)
    {
        var config = Setup.Config(json);
        var set = ProviderSet.From(config, Setup.Environment(), new Uri("http://sandbox.example"));
        var rules = NameRules.None with { Tiers = WrittenTiers.Of(config) };
        _names = new TargetNames(set.Providers, ModelPrefixes.ProviderOf, config.Providers.Keys.ToFrozenSet(), FrozenSet<string>.Empty, rules);
        Sessions = sessions ?? new SessionBook();
        Strategy = StrategyFrom.Config(config, _names, prices ?? new PriceBook(), Sessions, keyed.ToFrozenSet(), experience);
        _router = RouterFrom.Config(config, _names, ModelPrefixes.ProviderOf, Strategy);
    }

    public SessionBook Sessions { get; }

    public Strategy? Strategy { get; }

    /// <summary>Complexity mode with the three Claudes.</summary>
    public static Decided By(string more = "", SessionBook? sessions = null, Experience? experience = null, string mode = "complexity", string routing = "") =>
        new($$"""{ "routing": { "mode": "{{mode}}", "complexity": { {{Tiers}}{{more}} }{{routing}} } }""", sessions, experience);

    public static Call Call(Heads heads, string model = "claude-sonnet-4-5", PromptShape? shape = null, double tokens = 200, Api api = Api.Anthropic, Endpoint endpoint = Endpoint.Messages, Tier rules = Tier.Simple) =>
        Calls.Of(api, endpoint, model) with
        {
            Facts = RequestFacts.None with { Model = model, PromptTokens = tokens },
            Look = new Look(shape ?? new PromptShape { Messages = 1, Print = 7 }, heads, rules, new byte[Scorer.FeatureBytes], "test"),
        };

    public Plan Plan(Call call, CallerNames caller = default, string? unmoved = null)
    {
        Assert.True(_router.Plan(call, caller, unmoved: unmoved).TryGet(out var plan, out var refusal), refusal?.Message);
        return plan;
    }

    public Target Named(string name) => _names.Written(Api.Anthropic, name, name).Target!;

    /// <summary>Where a call goes, why, and its tier.</summary>
    public (string Model, string Reason, Tier? Tier) Goes(Call call, CallerNames caller = default)
    {
        var plan = Plan(call, caller);
        return (plan.Targets[0].Model, plan.Reason, plan.Decision?.Tier);
    }
}
