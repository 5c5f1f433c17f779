using RelayPlane.Catalog;
using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class FallbackTests
{
    /// <summary>A route's list, for a call of <c>claude-opus-4-6</c>.</summary>
    [Theory]
    [InlineData("""["claude-sonnet-4-5", "openai/gpt-4o"]""", "anthropic/claude-opus-4-6 anthropic/claude-sonnet-4-5 openai/gpt-4o")]
    [InlineData("""["openrouter"]""", "anthropic/claude-opus-4-6 openrouter/claude-opus-4-6")]
    [InlineData("""[{ "provider": "openrouter", "model": "anthropic/claude-opus-4-6" }]""", "anthropic/claude-opus-4-6 openrouter/anthropic/claude-opus-4-6")]
    [InlineData("""["claude-opus-4-6", "gpt-4o", "anthropic/claude-opus-4-6", "openai/gpt-4o", "anthropic"]""", "anthropic/claude-opus-4-6 openai/gpt-4o")]
    [InlineData("""["off/x", "gpt-4o"]""", "anthropic/claude-opus-4-6 openai/gpt-4o")]
    [InlineData("[]", "anthropic/claude-opus-4-6")]
    public void A_routes_targets_are_tried_in_its_order_and_each_once(string fallback, string chain)
    {
        var config = $$"""{ "providers": { "off": { "baseUrl": "http://off.example", "enabled": false } }, "routes": { "it": { "match": {}, "fallback": {{fallback}} } } }""";
        Assert.Equal(chain, Routers.Plan(config, Calls.Of(model: "claude-opus-4-6")).Chain());
    }

    [Fact]
    public void A_routes_model_comes_before_its_fallback()
    {
        const string config = """{ "routes": { "it": { "match": {}, "model": "claude-opus-4-6", "fallback": ["claude-sonnet-4-5", "openai/gpt-4o"] } } }""";
        Assert.Equal("anthropic/claude-opus-4-6 anthropic/claude-sonnet-4-5 openai/gpt-4o", Routers.Plan(config, Calls.Of(Api.OpenAI, Endpoint.ChatCompletions, "gpt-x")).Chain());
    }

    [Theory]
    [InlineData("""{ "anthropic": { "fallback": ["openrouter", "gpt-4o"] } }""", "claude-x", "anthropic/claude-x openrouter/claude-x openai/gpt-4o")]
    [InlineData("""{ "anthropic": { "fallback": ["openai/gpt-4o"] } }""", "gpt-4o", "openai/gpt-4o")]
    [InlineData("""{ "anthropic": { "fallback": ["openai/gpt-4o"] }, "openai": { "fallback": ["groq"] } }""", "claude-x", "anthropic/claude-x openai/gpt-4o")]
    public void A_providers_own_chain_follows_the_calls_that_begin_there(string providers, string model, string chain) =>
        Assert.Equal(chain, Routers.Plan($$"""{ "providers": {{providers}} }""", Calls.Of(model: model)).Chain());

    [Theory]
    [InlineData("""{ "match": {} }""", "anthropic/claude-x openai/gpt-4o")]
    [InlineData("""{ "match": {}, "model": "groq/llama" }""", "groq/llama")]
    [InlineData("""{ "match": {}, "fallback": ["groq/llama"] }""", "anthropic/claude-x groq/llama")]
    [InlineData("""{ "match": {}, "fallback": [] }""", "anthropic/claude-x")]
    public void A_routes_own_list_stands_in_the_place_of_the_providers_chain(string route, string chain) =>
        Assert.Equal(chain, Routers.Plan($$"""{ "providers": { "anthropic": { "fallback": ["gpt-4o"] } }, "routes": { "it": {{route}} } }""", Calls.Of()).Chain());

    [Fact]
    public void Passing_by_the_routes_keeps_the_providers_chain()
    {
        const string config = """{ "providers": { "anthropic": { "fallback": ["gpt-4o"] } }, "routes": { "it": { "match": {}, "fallback": [] } } }""";
        Assert.Equal("anthropic/claude-x openai/gpt-4o", Routers.Plan(config, Calls.Of().With("x-relayplane-bypass", "true")).Chain());
    }

    [Theory]
    [InlineData("""{"model":"gpt-4o","input":"hi"}""", "openai/gpt-4o azure/gpt-4o")]
    [InlineData("""{"model":"gpt-4o","previous_response_id":"resp_1"}""", "openai/gpt-4o")]
    [InlineData("""{"model":"gpt-4o","conversation":"conv_1"}""", "openai/gpt-4o")]
    public void A_call_that_refers_to_what_one_provider_holds_goes_to_no_other(string body, string chain)
    {
        var call = Calls.Scanned(Api.OpenAI, Endpoint.Responses, body);
        Assert.Equal(chain, Routers.Plan("""{ "providers": { "openai": { "fallback": ["azure"] }, "azure": { "baseUrl": "http://azure.example" } } }""", call).Chain());
    }
}
