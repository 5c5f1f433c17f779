using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class UnknownModelsTests
{
    [Theory]
    [InlineData("""{ "routing": { "mode": "observe", "complexity": { "simple": "claude-hiaku-4-5" } } }""", "routing.complexity.simple names claude-hiaku-4-5", "claude-haiku-4-5")]
    [InlineData("""{ "routing": { "mode": "observe", "complexity": { "moderate": "gtp-4o" } } }""", "routing.complexity.moderate names gtp-4o", "gpt-4o")]
    [InlineData("""{ "routing": { "mode": "cascade", "cascade": { "models": ["gpt-4o", "openai/gpt-4o-mimi"] } } }""", "routing.cascade.models[1] names openai/gpt-4o-mimi", "openai/gpt-4o-mini")]
    [InlineData("""{ "aliases": { "mine": "gtp-4o" } }""", "aliases.mine names gtp-4o", "gpt-4o")]
    [InlineData("""{ "modelOverrides": { "gpt-4o": "gemni-2.5-flash" } }""", "modelOverrides.gpt-4o names gemni-2.5-flash", "gemini-2.5-flash")]
    [InlineData("""{ "routes": { "r": { "match": {}, "model": "claude-sonet-4-5:cost" } } }""", "routes.r.model names claude-sonet-4-5:cost", "")]
    [InlineData("""{ "routes": { "r": { "match": {}, "cheapest": ["gpt-4o", "gtp-4o"] } } }""", "routes.r.cheapest[1] names gtp-4o", "gpt-4o")]
    [InlineData("""{ "routes": { "r": { "match": {}, "split": { "gtp-4o": 1 } } } }""", "routes.r.split names gtp-4o", "gpt-4o")]
    [InlineData("""{ "routing": { "rules": [{ "match": {}, "fallback": ["gtp-4o"] }] } }""", "routing.rules[0].fallback[0] names gtp-4o", "gpt-4o")]
    [InlineData("""{ "providers": { "openai": { "fallback": ["claude-opsu-4-6"] } } }""", "providers.openai.fallback[0] names claude-opsu-4-6", "claude-opus-4-6")]
    public void A_name_that_nobody_knows_is_told_with_its_place_and_what_may_be_meant(string config, string says, string meant)
    {
        var load = Setup.Load(config);
        Assert.Empty(load.Problems);
        var notice = Assert.Single(load.Notices);
        Assert.StartsWith(says, notice, StringComparison.Ordinal);
        Assert.Contains(meant.Length > 0 ? $"Did you mean {meant}" : "does not know", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "aliases": { "a": "sonnet", "b": "claude-haiku-3-5", "c": "claude-opus-4-6:cost", "d": "rp:cheap", "e": "a", "f": "auto" } }""")]
    [InlineData("""{ "aliases": { "a": "gpt-4o-2024-08-06", "b": "openai/gpt-4.1-nano", "c": "ft:gpt-4o:me::1", "d": "google/gemini-2.5-flash", "e": "openai" } }""")]
    [InlineData("""{ "aliases": { "a": "groq/something-new", "b": "openrouter/x/y", "c": "sandbox/gtp-4o" } }""")]
    [InlineData("""{ "providers": { "openai": { "baseUrl": "http://localhost:8000/v1" } }, "aliases": { "a": "gtp-4o", "b": "openai/llama-3" } }""")]
    [InlineData("""{ "providers": { "my-vllm": { "baseUrl": "http://localhost:8000/v1" } }, "aliases": { "a": "my-vllm/llama-3" } }""")]
    [InlineData("""{ "models": { "gpt-next": { "price": { "input": 1 } } }, "aliases": { "a": "gpt-next", "b": "openai/gpt-next" } }""")]
    public void What_the_config_the_catalog_or_a_proxy_may_know_is_not_told_of(string config)
    {
        var load = Setup.Load(config);
        Assert.Empty(load.Problems);
        Assert.Empty(load.Notices);
    }
}
