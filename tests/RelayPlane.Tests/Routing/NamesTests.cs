using System.Collections.Frozen;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Routing;

/// <summary>What names mean that are no model's: aliases, wishes, overrides, suffixes, loose spellings.</summary>
public sealed class NamesTests
{
    /// <summary>The big three at other addresses.</summary>
    private const string Moved = """
        "anthropic": { "baseUrl": "http://a.example" }, "openai": { "baseUrl": "http://o.example/v1" }, "google": { "baseUrl": "http://g.example" }
        """;

    private const string Tiers = """{ "routing": { "complexity": { "simple": "claude-haiku-3-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" } } }""";

    [Theory]
    [InlineData("rp:cheap", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("rp:fast", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("RP:Fast", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("relayplane:cost", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("rp:balanced", "anthropic/claude-sonnet-4-5")]
    [InlineData("rp:auto", "anthropic/claude-sonnet-4-5")]
    [InlineData("relayplane:auto", "anthropic/claude-sonnet-4-5")]
    [InlineData("auto", "anthropic/claude-sonnet-4-5")]
    [InlineData("rp:best", "anthropic/claude-opus-4-6")]
    [InlineData("relayplane:quality", "anthropic/claude-opus-4-6")]
    public void A_name_of_ours_means_a_tier_that_the_config_names(string name, string means)
    {
        var plan = Routers.Plan(Tiers, Calls.Of(Api.OpenAI, model: name));
        Assert.Equal((means, $"alias:{name.ToLowerInvariant()}"), (plan.Chain(), plan.Reason));
    }

    [Theory]
    [InlineData("rp:cheap", "openai", "openai/gpt-6-luna")]
    [InlineData("rp:best", "google", "google/gemini-3.1-pro-preview")]
    [InlineData("rp:auto", "openrouter", "openrouter/anthropic/claude-sonnet-5")]
    [InlineData("rp:best", null, "anthropic/claude-opus-5-5")]
    public void Without_tiers_it_means_what_is_usual_where_a_key_is(string name, string? keyed, string means)
    {
        var router = Routers.Of("{}", keyed: keyed is null ? [] : [keyed]);
        Assert.True(router.Plan(Calls.Of(Api.Anthropic, model: name)).TryGet(out var plan, out _));
        Assert.Equal(means, plan.Chain());
    }

    [Fact]
    public void A_word_alone_is_a_model_where_something_may_serve_any()
    {
        const string moved = """{ "providers": { "openai": { "baseUrl": "http://proxy.example/v1" } } }""";
        Assert.Equal("openai/fast", Routers.Plan(moved, Calls.Of(Api.OpenAI, model: "fast")).Chain());
        Assert.StartsWith("alias:", Routers.Plan(moved, Calls.Of(Api.Anthropic, model: "fast")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Api.OpenAI, "fast", "anthropic/claude-3-5-haiku-latest")]
    [InlineData(Api.OpenAI, "auto", "anthropic/claude-sonnet-4-5")]
    [InlineData(Api.Gemini, "quality", "google/quality")]
    internal void A_word_alone_means_a_tier_that_the_config_names_whatever_stands_at_home(Api api, string name, string means) =>
        Assert.Equal(means, Routers.Plan($$"""{ "providers": { {{Moved}} }, "routing": { "complexity": { "simple": "claude-haiku-3-5", "moderate": "claude-sonnet-4-5" } } }""", Calls.Of(api, model: name)).Chain());

    /// <summary>The config's checks find it; a name that comes to the router all the same is refused.</summary>
    [Theory]
    [InlineData("rp:cheap")]
    [InlineData("rp:auto")]
    [InlineData("rp:best")]
    [InlineData("cost")]
    [InlineData("q")]
    [InlineData("q:fast")]
    [InlineData("self")]
    public void A_name_that_leads_back_to_itself_means_nothing(string name)
    {
        var aliases = new Dictionary<string, string> { ["q"] = "rp:cheap", ["self"] = "self:cost" };
        var rules = Routers.Of("{}").Names.Rules with { Tiers = new WrittenTiers("q", "RP:Auto", "rp:best"), Aliases = aliases.ToFrozenDictionary() };
        var none = FrozenSet<string>.Empty;
        var named = new TargetNames(ProviderSet.From(GatewayConfig.Default).Providers, ModelPrefixes.ProviderOf, none, none, rules).Asked(Api.OpenAI, name);
        Assert.Null(named.Target);
        Assert.Contains("leads back to itself", named.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_may_name_another_one_and_comes_before_ours()
    {
        const string own = """{ "aliases": { "daily": "mine", "mine": { "provider": "groq", "model": "llama" }, "rp:best": "gpt-4o", "a/b:c": "claude-3.5-haiku" } }""";
        Assert.Equal(("groq/llama", "alias:daily"), Said(Routers.Plan(own, Calls.Of(Api.Anthropic, model: "daily"))));
        Assert.Equal(("openai/gpt-4o", "alias:rp:best"), Said(Routers.Plan(own, Calls.Of(Api.Anthropic, model: "rp:best"))));
        Assert.Equal(("anthropic/claude-3-5-haiku-latest", "alias:a/b:c"), Said(Routers.Plan(own, Calls.Of(Api.OpenAI, model: "a/b:c"))));
        Assert.Equal(("openai/Daily", "home"), Said(Routers.Plan(own, Calls.Of(Api.OpenAI, model: "Daily"))));
    }

    [Fact]
    public void An_unknown_name_of_ours_is_told_what_it_may_have_meant()
    {
        Assert.False(Routers.Of("""{ "aliases": { "rp:fasting": "gpt-4o" } }""").Plan(Calls.Of(Api.OpenAI, model: "rp:fastin")).TryGet(out _, out var refusal));
        Assert.Contains("Did you mean rp:fasting, rp:fast", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claude-opus-4-6", "openai/gpt-4o", "override")]
    [InlineData("gpt-4o", "groq/llama", "override")]
    [InlineData("openai/gpt-4o", "groq/llama", "override")]
    [InlineData("gpt4o", "groq/llama", "override")]
    [InlineData("gpt-4o-mini", "openai/gpt-4o-mini", "catalog")]
    public void A_model_may_be_overridden_by_its_name_or_by_what_that_means(string asked, string gets, string reason) =>
        Assert.Equal((gets, reason), Said(Routers.Plan("""{ "modelOverrides": { "claude-opus-4-6": "gpt-4o", "openai/gpt-4o": "groq/llama" } }""", Calls.Of(Api.OpenAI, model: asked))));

    [Theory]
    [InlineData("claude-opus-4-6", "anthropic/claude-opus-4-6", "catalog")]
    [InlineData("claude-haiku-3-5", "anthropic/claude-haiku-3-5", "catalog")]
    [InlineData("claude-opus-4-6:cost", "anthropic/claude-opus-4-6", "catalog")]
    [InlineData("rp:cheap", "anthropic/claude-3-haiku", "alias:rp:cheap")]
    [InlineData("mine", "openai/gpt-4o", "alias:mine")]
    public void Bypassed_or_switched_off_a_model_is_the_one_that_is_named(string asked, string gets, string reason)
    {
        const string rest = """
            "modelOverrides": { "claude-opus-4-6": "gpt-4o" }, "aliases": { "mine": "gpt-4o" }, "routes": { "all": { "match": {}, "model": "groq/llama" } }
            """;
        var on = $$"""{ "routing": { "complexity": { "simple": "claude-3-haiku" } }, {{rest}} }""";
        Assert.Equal((gets, reason), Said(Routers.Plan(on, Calls.Of(Api.OpenAI, model: asked).With("x-relayplane-bypass", "true"))));
        Assert.Equal((gets, reason), Said(Routers.Plan(on.Replace("\"routing\": {", "\"routing\": { \"enabled\": false,", StringComparison.Ordinal), Calls.Of(Api.OpenAI, model: asked))));
        Assert.Equal((gets, reason), Said(Routers.Plan(on.Replace("{ \"routing\"", "{ \"enabled\": false, \"routing\"", StringComparison.Ordinal), Calls.Of(Api.OpenAI, model: asked))));
        Assert.Equal("groq/llama", Routers.Plan(on, Calls.Of(Api.OpenAI, model: asked)).Chain());
    }

    [Theory]
    [InlineData("claude-opus-4-6:cost", "anthropic/claude-haiku-5-5", "suffix:cost")]
    [InlineData("claude-haiku-4-5:quality", "anthropic/claude-opus-5-5", "suffix:quality")]
    [InlineData("claude-opus-4-1:quality", "anthropic/claude-opus-4-1", "suffix:quality")]
    [InlineData("gpt-4o:COST", "openai/gpt-4o-mini", "suffix:cost")]
    [InlineData("openai/gpt-4.1:fast", "openai/gpt-4.1-nano", "suffix:fast")]
    [InlineData("gpt-5.4-mini:quality", "openai/gpt-5.4", "suffix:quality")]
    [InlineData("gpt4o:cost", "openai/gpt-4o-mini", "suffix:cost")]
    [InlineData("mine:cost", "openai/gpt-4o-mini", "suffix:cost")]
    [InlineData("sandbox/claude-opus-4-6:cost", "sandbox/claude-haiku-5-5", "suffix:cost")]
    public void A_suffix_chooses_within_the_models_own_family(string asked, string gets, string reason) =>
        Assert.Equal((gets, reason), Said(Routers.Plan("""{ "aliases": { "mine": "gpt-4o" } }""", Calls.Of(Api.Anthropic, model: asked))));

    [Theory]
    [InlineData("claude-opus-4-6:cost", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("claude-opus-4-6:fast", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("claude-haiku-4-5:quality", "anthropic/claude-opus-4-6")]
    [InlineData("claude-3-haiku:cost", "anthropic/claude-haiku-5-5")]
    [InlineData("gpt-4o:cost", "openai/gpt-4o-mini")]
    public void A_suffix_chooses_the_configs_own_tier_in_that_tiers_family_but_never_a_dearer_one_for_its_cost(string asked, string gets) =>
        Assert.Equal(gets, Routers.Plan(Tiers, Calls.Of(model: asked)).Chain());

    [Theory]
    [InlineData("ollama/llama3:fast")]
    [InlineData("ollama/llama3:8b")]
    [InlineData("bedrock/anthropic.claude-3-haiku-20240307-v1:0")]
    [InlineData("openrouter/meta-llama/llama-3:free")]
    [InlineData("openai/ft:gpt-4o-mini-2024-07-18:acme::x")]
    [InlineData("openai/never-heard-of-it:cost")]
    public void What_has_a_colon_of_its_own_is_not_cut(string asked) =>
        Assert.Equal((asked, "named"), Said(Routers.Plan("""{ "providers": { "bedrock": { "baseUrl": "http://bedrock.example" } } }""", Calls.Of(Api.OpenAI, model: asked))));

    [Fact]
    public void The_fastest_is_the_one_that_was_measured_so()
    {
        var figures = new LiveFigures(target => target.Model switch { "claude-sonnet-4-6" => TimeSpan.FromSeconds(1), "claude-haiku-5-5" => TimeSpan.FromSeconds(2), _ => null });
        Assert.True(Routers.Of("{}", figures).Plan(Calls.Of(model: "claude-opus-4-6:fast")).TryGet(out var plan, out _));
        Assert.Equal("anthropic/claude-sonnet-4-6", plan.Chain());
    }

    [Fact]
    public void Of_those_that_are_about_as_quick_the_cheapest_is_the_fastest()
    {
        var figures = new LiveFigures(target => TimeSpan.FromMilliseconds(target.Model switch { "claude-opus-4-6" => 44, "claude-sonnet-4-6" => 46, "claude-haiku-5-5" => 48, _ => 90 }));
        Assert.True(Routers.Of("{}", figures).Plan(Calls.Of(model: "claude-opus-4-6:fast")).TryGet(out var plan, out _));
        Assert.Equal("anthropic/claude-haiku-5-5", plan.Chain());
    }

    [Theory]
    [InlineData(Api.Anthropic, "claude-haiku-3-5", "anthropic/claude-3-5-haiku-latest")]
    [InlineData(Api.OpenAI, "sonnet-4-5", "anthropic/claude-sonnet-4-5")]
    [InlineData(Api.Anthropic, "gpt4o", "openai/gpt-4o")]
    [InlineData(Api.OpenAI, "google/gemini-flash-2.5", "google/gemini-2.5-flash")]
    internal void A_loose_spelling_goes_to_the_id_that_exists_and_says_so(Api api, string asked, string gets) =>
        Assert.Equal((gets, $"spelling:{asked[(asked.IndexOf('/', StringComparison.Ordinal) + 1)..]}"), Said(Routers.Plan("{}", Calls.Of(api, model: asked))));

    [Theory]
    [InlineData(Api.OpenAI, "gpt4o", "openai/gpt4o")]
    [InlineData(Api.OpenAI, "claude-3.5-haiku", "openai/claude-3.5-haiku")]
    [InlineData(Api.Anthropic, "gpt4o", "anthropic/gpt4o")]
    internal void What_a_moved_home_could_serve_is_left_alone(Api api, string asked, string gets) =>
        Assert.Equal((gets, "home"), Said(Routers.Plan("""{ "providers": { "openai": { "baseUrl": "http://proxy.example/v1" } } }""", Calls.Of(api, model: asked))));

    /// <summary>What the config names is the same model for the clients of every API, wherever the providers stand.</summary>
    [Theory]
    [InlineData("claude-haiku-3-5", "anthropic/claude-3-5-haiku-latest")]
    [InlineData("sonnet-4-5", "anthropic/claude-sonnet-4-5")]
    [InlineData("gpt4o", "openai/gpt-4o")]
    [InlineData("openai/my-own", "openai/my-own")]
    public void What_the_config_names_goes_to_the_provider_that_it_knows_for_it(string written, string means)
    {
        foreach (var api in Enum.GetValues<Api>())
        {
            Assert.Equal(means, Routers.Plan($$"""{ "providers": { {{Moved}} }, "routing": { "complexity": { "simple": "{{written}}" } } }""", Calls.Of(api, model: "rp:cheap")).Chain());
            Assert.Equal(means, Routers.Plan($$"""{ "providers": { {{Moved}} }, "routes": { "it": { "match": {}, "model": "{{written}}" } } }""", Calls.Of(api)).Chain());
            Assert.Equal(means, Routers.Plan($$"""{ "providers": { {{Moved}} }, "aliases": { "mine": "{{written}}" } }""", Calls.Of(api, model: "mine")).Chain());
        }
    }

    [Fact]
    public void What_stands_in_the_place_of_all_serves_what_the_config_names_where_it_knows_no_other()
    {
        const string proxy = """{ "providers": { "openai": { "baseUrl": "http://proxy.example/v1" } }, "routing": { "complexity": { "simple": "claude-haiku-3-5" } } }""";
        Assert.Equal("openai/claude-haiku-3-5", Routers.Plan(proxy, Calls.Of(Api.OpenAI, model: "rp:cheap")).Chain());
        Assert.Equal("anthropic/claude-3-5-haiku-latest", Routers.Plan(proxy, Calls.Of(model: "rp:cheap")).Chain());
    }

    [Theory]
    [InlineData("gpt-4o:cost", "openai/gpt-4o-mini")]
    [InlineData("never-heard-of-it:cost", "anthropic/never-heard-of-it:cost")]
    public void A_suffix_is_meant_for_us_whatever_stands_at_home(string asked, string gets) =>
        Assert.Equal(gets, Routers.Plan($$"""{ "providers": { {{Moved}} } }""", Calls.Of(model: asked)).Chain());

    [Fact]
    public void Any_name_has_a_plan_or_a_refusal_and_without_a_config_a_known_one_is_never_changed()
    {
        var router = Routers.Of("{}");
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["rp:auto/cs-4.5gf"], 0, 20], OneOf("claude-sonnet-4-5", "gpt-4o", "rp:fast", "gemini-2.5-pro").SelectMany(name => OneOf("", ":cost", ":fast", ":quality", ":free").Select(suffix => name + suffix)))
            .Sample(name =>
            {
                var planned = router.Plan(Calls.Of(Api.OpenAI, model: name)).TryGet(out var plan, out var refusal);
                Assert.True(planned ? plan!.Targets.Count == 1 : refusal!.Message.Length > 0);
            });
    }

    [Fact]
    public void A_model_that_a_header_names_is_chosen()
    {
        var router = Routers.Of("{}");
        Assert.True(router.Meant(Calls.Of().With("x-relayplane-model", "gpt-4o"), bypassed: false, out _).IsChosen);
        Assert.False(router.Meant(Calls.Of().With("x-relayplane-model", "rp:auto"), bypassed: false, out _).IsChosen);
        Assert.False(router.Meant(Calls.Of(model: "gpt-4o"), bypassed: false, out _).IsChosen);
    }

    private static (string Chain, string Reason) Said(Plan plan) => (plan.Chain(), plan.Reason);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
