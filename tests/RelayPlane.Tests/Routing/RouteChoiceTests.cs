using RelayPlane.Catalog;
using RelayPlane.Dialects.Looking;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Routing;

/// <summary>What routes ask of a call beside its name, and what they choose from.</summary>
public sealed class RouteChoiceTests
{
    private const string Split = """{ "routes": { "trial": { "match": {}, "split": { "gpt-4o": 3, "claude-x": 1 } } } }""";

    [Fact]
    public void A_split_deals_by_weight()
    {
        var router = Routers.Of(Split);
        var dealt = Enumerable.Range(0, 2000).Count(number => Begins(router, Calls.Of() with { Id = $"call-{number}" }) == "gpt-4o");
        Assert.InRange(dealt, 1400, 1600);
    }

    [Fact]
    public void A_session_keeps_what_it_has_drawn_else_a_conversation_does()
    {
        var router = Routers.Of(Split);
        foreach (var number in Enumerable.Range(0, 50))
        {
            var session = new CallerNames(null, null, $"session-{number}");
            Assert.Equal(Begins(router, Calls.Of() with { Id = "a" }, session), Begins(router, Calls.Of() with { Id = "b" }, session));
            var shape = new PromptShape { Print = (ulong)number + 1 };
            Assert.Equal(Begins(router, Seen(shape) with { Id = "a" }), Begins(router, Seen(shape) with { Id = "b" }));
        }
    }

    [Fact]
    public void The_cheapest_is_so_for_the_calls_own_tokens()
    {
        // The price of claude-haiku-5-5 is fivefold from 100,000 tokens on.
        const string config = """{ "routes": { "cheap": { "match": {}, "cheapest": ["never-heard-of-it", "gpt-5.6-luna", "claude-haiku-5-5"] } } }""";
        Assert.Equal("claude-haiku-5-5", Begins(Routers.Of(config), Sized(1_000)));
        Assert.Equal("gpt-5.6-luna", Begins(Routers.Of(config), Sized(200_000)));
    }

    [Fact]
    public void The_fastest_is_so_by_what_was_measured_and_the_first_while_nothing_was()
    {
        const string config = """{ "routes": { "quick": { "match": {}, "fastest": ["gpt-4o", "claude-x", "groq/llama"] } } }""";
        var figures = new LiveFigures(target => target.Provider.Name switch { "anthropic" => TimeSpan.FromSeconds(2), "groq" => TimeSpan.FromSeconds(1), _ => null });
        Assert.Equal("llama", Begins(Routers.Of(config, figures), Calls.Of()));
        Assert.Equal("gpt-4o", Begins(Routers.Of(config), Calls.Of()));
    }

    [Fact]
    public void A_choice_passes_by_what_is_switched_off()
    {
        const string config = """{ "providers": { "openai": { "enabled": false } }, "routes": { "cheap": { "match": {}, "cheapest": ["gpt-6-luna", "claude-opus-4-6"] } } }""";
        Assert.Equal("claude-opus-4-6", Begins(Routers.Of(config), Calls.Of(Api.OpenAI, model: "claude-x")));
    }

    [Theory]
    [InlineData("tools", "true", true)]
    [InlineData("tools", "false", false)]
    [InlineData("images", "true", true)]
    [InlineData("housekeeping", "true", true)]
    [InlineData("housekeeping", "false", false)]
    public void A_route_may_ask_what_the_prompt_is_like(string condition, string wanted, bool takes)
    {
        var router = Routers.Of($$"""{ "routes": { "special": { "match": { "{{condition}}": {{wanted}} }, "model": "groq/llama" } } }""");
        var call = Seen(new PromptShape { Tools = 2, Images = true, Housekeeping = Housekeeping.Title });
        Assert.Equal(takes ? "llama" : "claude-x", Begins(router, call));
        Assert.Equal(takes ? "claude-x" : wanted == "false" ? "llama" : "claude-x", Begins(router, Seen(PromptShape.Nothing)));
    }

    [Fact]
    public void The_prompt_is_looked_at_only_where_a_route_asks()
    {
        var call = Calls.Of();
        Begins(Routers.Of("""{ "routes": { "a": { "match": { "tools": true, "model": "gpt-*" }, "model": "groq/llama" } } }"""), call);
        Assert.False(call.IsLookedAt);
    }

    [Fact]
    public void Rules_come_after_routes_and_have_names()
    {
        const string config = """
            { "routes": { "first": { "match": { "model": "a" }, "model": "groq/first" } },
              "routing": { "rules": [ { "match": { "model": ["a", "b"] }, "model": "groq/second" }, { "name": "rest", "match": {}, "fallback": ["groq"] } ] } }
            """;
        Assert.Equal(("groq/first", "route:first"), Said(config, "a"));
        Assert.Equal(("groq/second", "route:rule-1"), Said(config, "b"));
        Assert.Equal(("openai/c groq/c", "route:rest"), Said(config, "c"));
    }

    [Fact]
    public void A_rule_may_send_long_prompts_to_a_smaller_model()
    {
        const string config = """{ "routing": { "rules": [ { "name": "long", "match": { "model": "*opus*", "inputTokens": "> 100000" }, "model": "claude-sonnet-4-6" } ] } }""";
        var opus = Sized(150_000, "claude-opus-4-6");
        Assert.Equal("claude-sonnet-4-6", Begins(Routers.Of(config), opus));
        Assert.Equal("claude-opus-4-6", Begins(Routers.Of(config), Sized(100_000, "claude-opus-4-6")));
    }

    [Fact]
    public void The_time_is_that_of_the_call_in_the_gateways_zone()
    {
        const string config = """{ "routes": { "night": { "match": { "time": "22:00-06:00" }, "model": "groq/llama" } } }""";
        var two = TimeZoneInfo.CreateCustomTimeZone("two", TimeSpan.FromHours(2), "two", "two");
        var call = Calls.Of() with { At = new DateTimeOffset(2026, 11, 24, 20, 30, 0, TimeSpan.Zero) };
        Assert.Equal("claude-x", Begins(Routers.Of(config), call));
        Assert.Equal("llama", Begins(Routers.Of(config, local: two), call));
    }

    private static (string Chain, string Reason) Said(string config, string model)
    {
        var plan = Routers.Plan(config, Calls.Of(Api.OpenAI, model: model));
        return (plan.Chain(), plan.Reason);
    }

    private static string Begins(Router router, Call call, CallerNames caller = default)
    {
        Assert.True(router.Plan(call, caller).TryGet(out var plan, out var refusal), refusal?.Message);
        return plan.Targets[0].Model;
    }

    private static Call Sized(double tokens, string model = "claude-x") => Calls.Of(model: model) is var call ? call with { At = Entries.Noon, Facts = call.Facts with { PromptTokens = tokens } } : null!;

    private static Call Seen(PromptShape shape) => Calls.Of() with { Look = new Look(shape, default, Tier.Simple, default, "0") };
}
