using RelayPlane.Catalog;
using RelayPlane.Dialects.Looking;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using Xunit;
using static RelayPlane.Tests.Routing.Deciding.Decided;

namespace RelayPlane.Tests.Routing.Deciding;

public sealed class StrategyTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "routing": { "mode": "standard", "complexity": { "simple": "claude-haiku-4-5" } } }""")]
    [InlineData("""{ "routing": { "mode": "passthrough" } }""")]
    [InlineData("""{ "routing": { "enabled": false, "mode": "complexity" } }""")]
    [InlineData("""{ "routing": { "mode": "complexity", "complexity": { "enabled": false } } }""")]
    [InlineData("""{ "routing": { "mode": "standard", "cascade": { "enabled": true, "models": ["gpt-4o-mini", "gpt-4o"] } } }""")]
    public void Unless_it_is_asked_for_nothing_is_routed(string config)
    {
        var decided = new Decided(config);
        Assert.Null(decided.Strategy);
        var plan = decided.Plan(Call(Easy, "claude-opus-4-6"));
        Assert.Equal(("anthropic/claude-opus-4-6", "catalog", false), (plan.Chain(), plan.Reason, plan.Decision is not null));
    }

    [Fact]
    public void Each_call_gets_the_model_of_the_tier_that_it_needs_up_or_down()
    {
        var decided = By();
        Assert.Equal(("claude-haiku-4-5", "complexity:simple", Tier.Simple), decided.Goes(Call(Easy)));
        Assert.Equal(("claude-sonnet-4-5", "complexity:moderate", Tier.Moderate), decided.Goes(Call(Middling, "claude-opus-4-6")));
        Assert.Equal(("claude-opus-4-6", "complexity:complex", Tier.Complex), decided.Goes(Call(Hard, "claude-haiku-4-5")));
    }

    [Fact]
    public void RelayPlanes_mode_auto_is_the_same() => Assert.Equal("complexity:simple", By(mode: "auto").Goes(Call(Easy)).Reason);

    [Fact]
    public void A_decision_says_what_it_was_made_of()
    {
        var decision = By(", \"lambda\": 0.2").Plan(Call(Easy)).Decision!;
        Assert.Equal((Easy, 0.2, "trained", true, "claude-sonnet-4-5", null), (decision.Heads, decision.Lambda, decision.Classifier, decision.Acts, decision.Asked!.Model, decision.Kept));
    }

    [Fact]
    public void What_observes_decides_and_does_nothing()
    {
        var plan = By(mode: "observe").Plan(Call(Easy));
        Assert.Equal(("anthropic/claude-sonnet-4-5", "catalog"), (plan.Chain(), plan.Reason));
        Assert.Equal((false, "claude-haiku-4-5", "complexity:simple"), (plan.Decision!.Acts, plan.Decision.Chosen.Model, plan.Decision.Reason));
    }

    [Fact]
    public void Limited_to_wishes_it_leaves_named_models_alone()
    {
        var decided = By(", \"applyTo\": \"auto\"");
        Assert.Null(decided.Plan(Call(Easy)).Decision);
        Assert.Equal("claude-haiku-4-5", decided.Strategy!.Decide(Call(Easy), default, null, null, Wish.Auto)!.Chosen.Model);
    }

    [Theory]
    [InlineData(Wish.Cost, "claude-haiku-4-5")]
    [InlineData(Wish.Quality, "claude-opus-4-6")]
    [InlineData(Wish.Fast, "claude-haiku-4-5")]
    [InlineData(Wish.Auto, "claude-sonnet-4-5")]
    internal void A_wish_is_a_tier(Wish wish, string model)
    {
        var decision = By().Strategy!.Decide(Call(Middling), default, null, null, wish)!;
        Assert.Equal((model, null), (decision.Chosen.Model, decision.Asked));
    }

    [Fact]
    public void The_fastest_is_known_by_what_was_measured()
    {
        var experience = Experience.None with { FirstToken = target => TimeSpan.FromSeconds(target.Model.Contains("sonnet", StringComparison.Ordinal) ? .3 : 2) };
        Assert.Equal("claude-sonnet-4-5", By(experience: experience).Strategy!.Decide(Call(Easy), default, null, null, Wish.Fast)!.Chosen.Model);
    }

    [Fact]
    public void Of_tiers_that_are_about_as_quick_the_cheapest_is_the_fastest()
    {
        var experience = Experience.None with { FirstToken = target => TimeSpan.FromMilliseconds(target.Model.Contains("opus", StringComparison.Ordinal) ? 44 : 48) };
        Assert.Equal("claude-haiku-4-5", By(experience: experience).Strategy!.Decide(Call(Hard), default, null, null, Wish.Fast)!.Chosen.Model);
    }

    [Theory]
    [InlineData("rp:auto", "claude-opus-4-6", "complexity:complex")]
    [InlineData("rp:cheap", "claude-haiku-4-5", "route:it")]
    [InlineData("rp:best", "claude-opus-4-6", "route:it")]
    [InlineData("claude-sonnet-4-5", "claude-sonnet-4-5", "route:it")]
    public void A_route_that_names_a_wish_has_chosen_no_model(string written, string model, string reason)
    {
        var decided = new Decided($$"""{ "routing": { "mode": "complexity", "complexity": { {{Tiers}} } }, "routes": { "it": { "match": {}, "model": "{{written}}" } } }""");
        var plan = decided.Plan(Call(Hard, "gpt-4o"));
        Assert.Equal((model, reason, "it"), (plan.Targets[0].Model, plan.Reason, plan.Route));
    }

    [Theory]
    [InlineData(", \"floor\": \"moderate\"", .9f, "claude-sonnet-4-5")]
    [InlineData(", \"ceiling\": \"moderate\"", .1f, "claude-sonnet-4-5")]
    public void A_floor_and_a_ceiling_hold(string bounds, float simple, string model) => Assert.Equal(model, By(bounds).Goes(Call(simple > .5f ? Easy : Hard)).Model);

    [Theory]
    [InlineData("", "claude-sonnet-4-5")]
    [InlineData(", \"lambda\": 0", "claude-opus-4-6")]
    [InlineData(", \"lambda\": 3", "claude-haiku-4-5")]
    public void The_knob_says_what_quality_a_cost_must_bring(string lambda, string model) => Assert.Equal(model, By(lambda).Goes(Call(Middling)).Model);

    [Fact]
    public void The_plain_rules_may_decide()
    {
        var decided = By(", \"classifier\": \"rules\"");
        Assert.Equal(("claude-opus-4-6", "rules:complex", Tier.Complex), decided.Goes(Call(Easy, rules: Tier.Complex)));
        Assert.Equal("rules", decided.Plan(Call(Easy)).Decision!.Classifier);
    }

    [Theory]
    [InlineData("claude-haiku-4-5", "claude-haiku-4-5")]
    [InlineData("claude-sonnet-4-5", "claude-sonnet-4-5")]
    [InlineData("claude-opus-4-6", "claude-opus-4-6")]
    [InlineData("claude-that-nobody-prices", "claude-that-nobody-prices")]
    public void Where_upgrades_are_forbidden_no_model_is_dearer_than_asked(string asked, string model) =>
        Assert.Equal(model, By(", \"allowUpgrade\": false").Goes(Call(Hard, asked)).Model);

    [Fact]
    public void A_programs_own_small_call_goes_down_and_never_up()
    {
        var shape = new PromptShape { Messages = 1, Housekeeping = Housekeeping.Title };
        Assert.Equal(("claude-haiku-4-5", "housekeeping:simple", Tier.Simple), By().Goes(Call(Hard, shape: shape)));
        Assert.Equal("claude-3-haiku-20240307", By().Goes(Call(Hard, "claude-3-haiku-20240307", shape)).Model);
        Assert.Equal("claude-haiku-4-5", By(", \"floor\": \"complex\"").Goes(Call(Hard, "claude-haiku-4-5", shape)).Model);
    }

    [Fact]
    public void A_tier_that_cannot_take_the_call_is_passed_by()
    {
        var decided = new Decided("""
            { "models": { "blind": { "capabilities": { "images": false } } }, "providers": { "mine": { "baseUrl": "http://mine.example/v1" } },
              "routing": { "mode": "complexity", "complexity": { "simple": "mine/blind", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" } } }
            """);
        Assert.Equal("blind", decided.Goes(Call(Easy)).Model);
        Assert.Equal("claude-sonnet-4-5", decided.Goes(Call(Easy, shape: new PromptShape { Images = true })).Model);
    }

    /// <summary>A Claude is asked for less on the way up, so that it can take the call.</summary>
    [Theory]
    [InlineData("openai/gpt-3.5-turbo", true, 500, "claude-sonnet-4-5")]
    [InlineData("openai/o3-mini", true, 500, "claude-sonnet-4-5")]
    [InlineData("openai/gpt-3.5-turbo", false, 64_000, "claude-sonnet-4-5")]
    [InlineData("openai/gpt-3.5-turbo", false, 4_096, "gpt-3.5-turbo")]
    [InlineData("openai/gpt-4o-mini", true, 16_384, "gpt-4o-mini")]
    [InlineData("openai/a-model-of-tomorrow", true, 64_000, "a-model-of-tomorrow")]
    [InlineData("claude-3-5-haiku-latest", true, 64_000, "claude-3-5-haiku-latest")]
    public void An_old_model_that_sees_nothing_or_writes_less_than_is_asked_for_is_passed_by(string simple, bool images, long most, string model)
    {
        var decided = new Decided($$"""{ "routing": { "mode": "complexity", "complexity": { "simple": "{{simple}}", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" } } }""");
        var call = Call(Easy, "claude-opus-4-6", new PromptShape { Images = images });
        Assert.Equal(model, decided.Goes(call with { Facts = call.Facts with { MaxOutput = most } }).Model);
    }

    [Fact]
    public void A_prompt_that_is_longer_than_a_tiers_window_goes_to_the_next() =>
        Assert.Equal("claude-opus-4-6", By().Goes(Call(Easy, "claude-opus-4-6", tokens: 400_000)).Model);

    [Theory]
    [InlineData(Endpoint.Embeddings, false)]
    [InlineData(Endpoint.Models, false)]
    [InlineData(Endpoint.Other, false)]
    [InlineData(Endpoint.CountTokens, true)]
    [InlineData(Endpoint.ChatCompletions, true)]
    [InlineData(Endpoint.Responses, true)]
    [InlineData(Endpoint.StreamGenerateContent, true)]
    internal void Only_what_generates_is_routed_and_what_counts_for_it(Endpoint endpoint, bool routed) =>
        Assert.Equal(routed, By().Plan(Call(Easy, api: ApiOf.Endpoint(endpoint) ?? Api.OpenAI, endpoint: endpoint)).Decision is not null);

    [Fact]
    public void What_only_one_provider_holds_stays_there()
    {
        var call = Call(Easy);
        Assert.Null(By().Plan(call with { Facts = call.Facts with { StatefulId = "resp_1" } }).Decision);
    }

    [Fact]
    public void A_route_that_names_a_model_decides_and_one_that_names_none_does_not()
    {
        var decided = new Decided($$"""
            { "routes": { "ci": { "match": { "client": "ci" }, "model": "gpt-4o" }, "slow": { "match": { "client": "slow" }, "spillAfterSeconds": 9 } },
              "routing": { "mode": "complexity", "complexity": { {{Tiers}} } } }
            """);
        Assert.Equal(("gpt-4o", "route:ci", (Tier?)null), decided.Goes(Call(Easy), new CallerNames("ci", null)));
        Assert.Equal(("claude-haiku-4-5", "complexity:simple", Tier.Simple), decided.Goes(Call(Easy), new CallerNames("slow", null)));
    }

    [Fact]
    public void A_route_has_a_say_of_its_own()
    {
        var decided = new Decided($$"""
            { "routes": { "off": { "match": { "client": "off" }, "routing": { "mode": "off" } }, "look": { "match": { "client": "look" }, "routing": { "mode": "observe" } },
                          "dear": { "match": { "client": "dear" }, "routing": { "lambda": 0 } } },
              "routing": { "mode": "complexity", "complexity": { {{Tiers}} } } }
            """);
        Assert.Null(decided.Plan(Call(Easy), new CallerNames("off", null)).Decision);
        Assert.False(decided.Plan(Call(Easy), new CallerNames("look", null)).Decision!.Acts);
        Assert.Equal("claude-opus-4-6", decided.Goes(Call(Middling), new CallerNames("dear", null)).Model);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(.94, false)]
    [InlineData(.95, true)]
    public void Behind_a_floor_of_quality_nothing_is_done_before_evidence_clears_it(double? kept, bool acts)
    {
        var experience = Experience.None with { Kept = scope => scope is null ? kept : 1 };
        Assert.Equal(acts, By(experience: experience, routing: ", \"floor\": 0.95").Plan(Call(Easy)).Decision!.Acts);
    }

    [Fact]
    public void A_route_with_a_floor_of_its_own_asks_for_evidence_of_its_own()
    {
        var json = $$"""{ "routes": { "ci": { "match": { "client": "ci" }, "routing": { "floor": 0.9 } } }, "routing": { "mode": "complexity", "complexity": { {{Tiers}} } } }""";
        var decided = new Decided(json, experience: Experience.None with { Kept = scope => scope == "ci" ? .8 : 1 });
        Assert.False(decided.Plan(Call(Easy), new CallerNames("ci", null)).Decision!.Acts);
        Assert.True(decided.Plan(Call(Easy)).Decision!.Acts);
    }

    [Fact]
    public void Labels_put_the_heads_right() =>
        Assert.Equal("claude-opus-4-6", By(experience: Experience.None with { Calibrated = _ => Hard }).Goes(Call(Easy)).Model);

    [Theory]
    [InlineData(Api.Anthropic, Endpoint.Messages, "openai", "openai")]
    [InlineData(Api.OpenAI, Endpoint.ChatCompletions, "openai", "openai")]
    [InlineData(Api.Anthropic, Endpoint.Messages, "anthropic", "anthropic")]
    [InlineData(Api.Gemini, Endpoint.GenerateContent, "google", "google")]
    [InlineData(Api.Gemini, Endpoint.GenerateContent, null, "google")]
    internal void Tiers_that_the_config_does_not_name_are_models_that_there_is_a_key_for(Api api, Endpoint endpoint, string? keyed, string provider)
    {
        var decided = new Decided("""{ "routing": { "mode": "complexity" } }""", keyed: keyed is null ? [] : [keyed]);
        Assert.Equal(provider, decided.Plan(Call(Easy, "gpt-4o", api: api, endpoint: endpoint)).Targets[0].Provider.Name);
    }

    [Fact]
    public void A_tier_whose_provider_has_no_key_is_none()
    {
        var decided = By(experience: new Experience { Reaches = (_, target) => !target.Model.Contains("haiku", StringComparison.Ordinal) });
        Assert.Equal(("claude-sonnet-4-5", "complexity:moderate", Tier.Moderate), decided.Goes(Call(Easy)));
    }

    [Theory]
    [InlineData(true, "gpt-4o")]
    [InlineData(false, "claude-haiku-4-5")]
    public void A_response_that_is_to_be_kept_stays_with_the_provider_that_is_to_keep_it(bool stored, string model)
    {
        var call = Call(Easy, "gpt-4o", api: Api.OpenAI, endpoint: Endpoint.Responses);
        Assert.Equal(model, By().Goes(call with { Facts = call.Facts with { IsStored = stored } }).Model);
    }

    [Fact]
    public void A_call_that_cannot_go_where_it_was_to_goes_where_it_asked()
    {
        var decided = By();
        var call = Call(Easy, "claude-opus-4-6");
        Assert.True(decided.Plan(call).IsMoved);
        var plan = decided.Plan(call, unmoved: "it cannot take it");
        Assert.Equal(("anthropic/claude-opus-4-6", "catalog", false, "it cannot take it"), (plan.Chain(), plan.Reason, plan.Decision!.Acts, plan.Decision.Kept));
    }

    [Fact]
    public void A_bypassed_call_gets_what_it_asks_for() =>
        Assert.Equal(("claude-sonnet-4-5", "catalog", (Tier?)null), By().Goes(Call(Easy).With("x-relayplane-bypass", "true")));

    [Fact]
    public void RelayPlanes_own_section_works_as_it_stands()
    {
        var decided = new Decided("""
            { "routing": { "mode": "complexity",
                "complexity": { "simple": "claude-haiku-3-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" },
                "cascade": { "enabled": true, "escalateOn": "rate_limit", "maxEscalations": 2 } } }
            """);
        var easy = decided.Plan(Call(Easy, "claude-opus-4-6"));
        Assert.Contains("haiku", easy.Targets[0].Model, StringComparison.Ordinal);
        Assert.Equal(("complexity:simple", 3, EscalateOn.RateLimit), (easy.Reason, easy.Reach.Count(), easy.Ladder!.On));
        Assert.Equal(("claude-opus-4-6", "complexity:complex", Tier.Complex), decided.Goes(Call(Hard, "claude-haiku-4-5")));
    }
}
