using RelayPlane.Catalog;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class RouteTests
{
    private const string Two = """{ "routes": { "cheap": { "model": "gpt-4o-mini" }, "patient": { "fallback": ["gpt-4o"] }, "first": { "match": { "client": "x" } } } }""";

    /// <summary>What a route asks, of a call by client <c>ci</c> and agent <c>planner</c> for the model, with the header <c>x-team: blue</c>.</summary>
    [Theory]
    [InlineData("""{ "model": "claude-opus-4-6" }""", "claude-opus-4-6", true)]
    [InlineData("""{ "model": "claude-opus-*" }""", "claude-opus-4-6", true)]
    [InlineData("""{ "model": "CLAUDE-OPUS-*" }""", "claude-opus-4-6", true)]
    [InlineData("""{ "model": "claude-opus" }""", "claude-opus-4-6", false)]
    [InlineData("""{ "model": "claude-opus-*" }""", "anthropic/claude-opus-4-6", true)]
    [InlineData("""{ "model": "anthropic/*" }""", "claude-opus-4-6", true)]
    [InlineData("""{ "model": ["gpt-*", "claude-*"] }""", "claude-opus-4-6", true)]
    [InlineData("""{ "model": [] }""", "claude-opus-4-6", false)]
    [InlineData("""{ "model": "rp:fast" }""", "rp:fast", true)]
    [InlineData("""{ "model": "*" }""", null, false)]
    [InlineData("""{ "endpoint": "messages" }""", "claude-x", true)]
    [InlineData("""{ "endpoint": ["chat_completions", "responses"] }""", "claude-x", false)]
    [InlineData("""{ "client": "ci" }""", "claude-x", true)]
    [InlineData("""{ "client": "c*" }""", "claude-x", true)]
    [InlineData("""{ "client": "dev" }""", "claude-x", false)]
    [InlineData("""{ "agent": "planner" }""", "claude-x", true)]
    [InlineData("""{ "agent": "writer" }""", "claude-x", false)]
    [InlineData("""{ "header": "x-team" }""", "claude-x", true)]
    [InlineData("""{ "header": "x-other" }""", "claude-x", false)]
    [InlineData("""{ "header": { "X-Team": "blue" } }""", "claude-x", true)]
    [InlineData("""{ "header": { "x-team": ["red", "blue"] } }""", "claude-x", true)]
    [InlineData("""{ "header": { "x-team": "red" } }""", "claude-x", false)]
    [InlineData("""{ "header": { "x-team": true, "x-other": true } }""", "claude-x", false)]
    [InlineData("""{ "client": "ci", "agent": "planner", "model": "claude-*", "header": "x-team" }""", "claude-x", true)]
    [InlineData("""{ "client": "ci", "agent": "writer", "model": "claude-*" }""", "claude-x", false)]
    [InlineData("{}", "claude-x", true)]
    public void A_route_takes_the_calls_that_are_all_of_what_it_asks(string match, string? model, bool taken)
    {
        var plan = Routers.Plan($$"""{ "routes": { "it": { "match": {{match}}, "model": "gpt-4o" } } }""", Calls.Of(model: model).With("x-team", "blue"), "ci", "planner");
        Assert.Equal(taken, plan.Reason == "route:it");
        Assert.Equal(taken, plan.Chain() == "openai/gpt-4o");
    }

    /// <summary>4,000 bytes of prompt are about 1,000 tokens.</summary>
    [Theory]
    [InlineData("900", true)]
    [InlineData("1200", false)]
    [InlineData("\"> 900\"", true)]
    [InlineData("\"<900\"", false)]
    [InlineData("""{ "min": 900, "max": 1200 }""", true)]
    [InlineData("""{ "max": 900 }""", false)]
    public void A_route_may_ask_for_prompts_of_a_size(string tokens, bool taken)
    {
        var call = Calls.Scanned(Api.Anthropic, Endpoint.Messages, $$"""{ "model": "claude-x", "messages": [{ "role": "user", "content": "{{new string('a', 4000)}}" }] }""");
        Assert.Equal(taken, Routers.Plan($$"""{ "routes": { "it": { "match": { "inputTokens": {{tokens}} } } } }""", call).Reason == "route:it");
    }

    [Fact]
    public void The_first_route_in_the_file_that_takes_a_call_has_it()
    {
        const string routes = """{ "routes": { "z": { "match": { "model": "gpt-*" } }, "b": { "match": { "model": "claude-*" } }, "a": { "match": {} } } }""";
        Assert.Equal("route:b", Routers.Plan(routes, Calls.Of(model: "claude-x")).Reason);
        Assert.Equal("route:a", Routers.Plan(routes, Calls.Of(model: "mistral-x")).Reason);
        Assert.Equal("route:z", Routers.Plan(routes, Calls.Of(model: "gpt-x")).Reason);
    }

    [Fact]
    public void A_call_names_its_route_whatever_the_route_asks()
    {
        Assert.Equal("openai/gpt-4o-mini", Routers.Plan(Two, Calls.Of().With("x-relayplane-route", "cheap")).Chain());
        Assert.Equal("route:first", Routers.Plan(Two, Calls.Of().With("x-relayplane-route", "first"), client: "y").Reason);
    }

    [Fact]
    public void A_route_that_asks_nothing_takes_no_call_that_does_not_name_it() => Assert.Equal("catalog", Routers.Plan(Two, Calls.Of()).Reason);

    [Theory]
    [InlineData(Two, "chep", "Did you mean cheap?")]
    [InlineData(Two, "something-else", "There are: cheap, patient, first.")]
    [InlineData("{}", "cheap", "The config has no routes.")]
    public void A_route_that_is_not_there_is_a_refusal_that_says_what_is(string config, string name, string told)
    {
        Assert.False(Routers.Of(config).Plan(Calls.Of().With("x-relayplane-route", name)).TryGet(out _, out var refusal));
        Assert.Equal(RefusalKind.InvalidRequest, refusal.Kind);
        Assert.Contains($"No route is named {name}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "catalog")]
    [InlineData("1", "catalog")]
    [InlineData("false", "route:it")]
    public void A_call_may_pass_by_all_routes(string bypass, string reason)
    {
        const string routes = """{ "routes": { "it": { "match": {}, "model": "gpt-4o" } } }""";
        Assert.Equal(reason, Routers.Plan(routes, Calls.Of().With("x-relayplane-bypass", bypass)).Reason);
    }

    [Theory]
    [InlineData("gpt-4o", "openai/gpt-4o")]
    [InlineData("groq/llama-3.3", "groq/llama-3.3")]
    [InlineData("openrouter/anthropic/claude-x", "openrouter/anthropic/claude-x")]
    [InlineData("never-heard-of-it", "anthropic/never-heard-of-it")]
    [InlineData("openrouter", "openrouter/claude-x")]
    public void A_routes_model_means_what_a_client_would_mean_by_it(string model, string target) =>
        Assert.Equal(target, Routers.Plan($$"""{ "routes": { "it": { "match": {}, "model": "{{model}}" } } }""", Calls.Of()).Chain());

    [Fact]
    public void A_name_that_means_nothing_by_itself_may_be_given_a_meaning_by_a_route()
    {
        const string routes = """{ "routes": { "fast": { "match": { "model": "rp:fast" }, "model": "claude-haiku-4-5" } } }""";
        Assert.Equal("anthropic/claude-haiku-4-5", Routers.Plan(routes, Calls.Of(model: "rp:fast")).Chain());
        Assert.False(Routers.Of(routes).Plan(Calls.Of(model: "rp:slow")).TryGet(out _, out _));
    }

    [Theory]
    [InlineData(Endpoint.Other)]
    [InlineData(Endpoint.Models)]
    internal void What_is_no_models_work_stays_with_its_provider(Endpoint endpoint)
    {
        const string routes = """{ "providers": { "anthropic": { "fallback": ["openai"] } }, "routes": { "it": { "match": {}, "model": "gpt-4o", "fallback": ["groq"] } } }""";
        Assert.Equal("anthropic/", Routers.Plan(routes, Calls.Of(endpoint: endpoint, model: null, path: "/v1/files")).Chain());
    }

    [Theory]
    [InlineData(Api.Anthropic, Endpoint.CountTokens, "messages", true)]
    [InlineData(Api.Anthropic, Endpoint.CountTokens, "count_tokens", true)]
    [InlineData(Api.Anthropic, Endpoint.CountTokens, "chat_completions", false)]
    [InlineData(Api.Anthropic, Endpoint.Messages, "count_tokens", false)]
    [InlineData(Api.Gemini, Endpoint.GeminiCountTokens, "generate_content", true)]
    [InlineData(Api.Gemini, Endpoint.GeminiCountTokens, "stream_generate_content", true)]
    internal void A_count_of_tokens_goes_where_its_call_would_go(Api api, Endpoint endpoint, string asked, bool taken)
    {
        var plan = Routers.Plan($$"""{ "routes": { "it": { "match": { "endpoint": "{{asked}}" }, "model": "gpt-4o" } } }""", Calls.Of(api, endpoint, "claude-x"));
        Assert.Equal(taken, plan.Chain() == "openai/gpt-4o");
    }
}
