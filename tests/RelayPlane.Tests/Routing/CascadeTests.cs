using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class CascadeTests
{
    [Theory]
    [InlineData("""["anthropic", "openrouter", "google"]""", "claude-opus-4-6", "anthropic/claude-opus-4-6 openrouter/anthropic/claude-opus-4-6 google/gemini-2.5-pro")]
    [InlineData("""["openrouter", "anthropic", "google"]""", "claude-haiku-4-5", "anthropic/claude-haiku-4-5 google/gemini-2.5-flash")]
    [InlineData("""["groq", "openrouter"]""", "claude-x", "anthropic/claude-x groq/claude-x openrouter/anthropic/claude-x")]
    [InlineData("""["openai", "anthropic"]""", "gpt-4o-mini-2024-07-18", "openai/gpt-4o-mini-2024-07-18 anthropic/claude-haiku-4-5")]
    [InlineData("""["openai", "anthropic"]""", "gpt-4o", "openai/gpt-4o anthropic/claude-sonnet-4-6")]
    [InlineData("""["openrouter", "anthropic"]""", "openrouter/anthropic/claude-opus-4-6", "openrouter/anthropic/claude-opus-4-6 anthropic/claude-opus-4-6")]
    [InlineData("""["openrouter", "anthropic"]""", "openrouter/openai/gpt-4o", "openrouter/openai/gpt-4o anthropic/claude-sonnet-4-6")]
    [InlineData("""["openrouter", "mine"]""", "openrouter/meta-llama/Llama-3", "openrouter/meta-llama/Llama-3 mine/meta-llama/Llama-3")]
    public void The_providers_behind_the_first_follow_with_a_model_of_theirs(string providers, string model, string chain) =>
        Assert.Equal(chain, Routers.Plan(Config(providers), Calls.Of(model: model)).Chain());

    [Fact]
    public void A_provider_that_surely_has_no_such_model_is_left_out() =>
        Assert.Equal("anthropic/claude-x", Routers.Plan(Config("""["anthropic", "openai"]"""), Calls.Of()).Chain());

    [Fact]
    public void The_users_own_mapping_comes_before_all_others()
    {
        const string mapping = """, "modelMapping": { "claude-opus-4-6": { "openai": "gpt-5", "google": "gemini-3" } }""";
        Assert.Equal("anthropic/claude-opus-4-6 openai/gpt-5 google/gemini-3", Routers.Plan(Config("""["anthropic", "openai", "google"]""", mapping), Calls.Of(model: "claude-opus-4-6")).Chain());
    }

    [Fact]
    public void It_does_nothing_where_it_is_not_switched_on()
    {
        var plan = Routers.Plan("""{ "crossProviderCascade": { "enabled": false, "providers": ["anthropic", "openrouter"], "triggerStatuses": [500] } }""", Calls.Of());
        Assert.Equal("anthropic/claude-x", plan.Chain());
        Assert.Empty(plan.Terms.TriggerStatuses);
    }

    [Theory]
    [InlineData("", new[] { 429, 503, 529 })]
    [InlineData(", \"triggerStatuses\": [500, 502]", new[] { 500, 502 })]
    public void Its_statuses_go_on_from_every_target_at_once(string rest, int[] statuses)
    {
        var plan = Routers.Plan(Config("""["anthropic", "openrouter"]""", rest), Calls.Of());
        Assert.All(plan.Targets, target => Assert.Equal(statuses, plan.TermsOf(target).TriggerStatuses.Order()));
    }

    [Fact]
    public void It_comes_after_the_providers_own_chain_and_not_at_all_where_a_route_has_its_own()
    {
        const string config = """
            { "crossProviderCascade": { "enabled": true, "providers": ["anthropic", "openrouter"] }, "providers": { "anthropic": { "fallback": ["gpt-4o"] } },
              "routes": { "own": { "fallback": ["groq/llama"] } } }
            """;
        Assert.Equal("anthropic/claude-x openai/gpt-4o openrouter/anthropic/claude-x", Routers.Plan(config, Calls.Of()).Chain());
        var own = Routers.Plan(config, Calls.Of().With("x-relayplane-route", "own"));
        Assert.Equal("anthropic/claude-x groq/llama", own.Chain());
        Assert.Empty(own.Terms.TriggerStatuses);
    }

    private static string Config(string providers, string rest = "") =>
        $$"""{ "providers": { "mine": { "baseUrl": "http://mine.example" } }, "crossProviderCascade": { "enabled": true, "providers": {{providers}}{{rest}} } }""";
}
