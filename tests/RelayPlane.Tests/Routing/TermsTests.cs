using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class TermsTests
{
    [Fact]
    public void With_no_config_the_defaults_hold()
    {
        var terms = Routers.Plan("{}", Calls.Of()).Terms;
        Assert.Equal(Terms.Default, terms);
        Assert.Equal((true, 600, 5, 45), (terms.Waits, terms.MaxWait.TotalSeconds, terms.SpillAfter.TotalSeconds, terms.PingAfter.TotalSeconds));
    }

    [Fact]
    public void Pacing_says_how_patiently_every_call_is_handled()
    {
        var terms = Routers.Plan("""{ "pacing": { "enabled": false, "maxWaitSeconds": 30, "spillAfterSeconds": 2, "pingAfterSeconds": 10 } }""", Calls.Of()).Terms;
        Assert.Equal((false, 30, 2, 10), (terms.Waits, terms.MaxWait.TotalSeconds, terms.SpillAfter.TotalSeconds, terms.PingAfter.TotalSeconds));
    }

    [Fact]
    public void A_provider_has_its_own_times_wherever_it_stands_in_the_plan()
    {
        const string config = """
            { "providers": { "anthropic": { "fallback": ["gpt-4o", "groq/llama"], "timeouts": { "firstTokenSeconds": 20 } },
                             "openai": { "timeouts": { "connectSeconds": 2, "firstTokenSeconds": 5, "betweenTokensSeconds": 3, "totalSeconds": 50 } } } }
            """;
        var plan = Routers.Plan(config, Calls.Of());
        Assert.Equal([Seconds(20), Seconds(5), null], plan.Targets.Select(target => plan.TermsOf(target).FirstToken));
        Assert.Equal(plan.TermsOf(plan.Targets[0]), plan.Terms);
        var openai = plan.TermsOf(plan.Targets[1]);
        Assert.Equal((Seconds(2), Seconds(3), Seconds(50), 600), (openai.Connect, openai.BetweenTokens, openai.Total, openai.MaxWait.TotalSeconds));
    }

    [Fact]
    public void A_route_says_the_last_word_and_leaves_what_it_does_not_mention()
    {
        const string config = """
            { "pacing": { "spillAfterSeconds": 9, "maxWaitSeconds": 100 },
              "providers": { "anthropic": { "timeouts": { "connectSeconds": 1, "firstTokenSeconds": 20 } } },
              "routes": { "it": { "match": {}, "fallback": ["gpt-4o"], "spillAfterSeconds": 1, "timeouts": { "firstTokenSeconds": 7 } } } }
            """;
        var plan = Routers.Plan(config, Calls.Of());
        Assert.Equal((Seconds(1), Seconds(7), 1, 100), (plan.Terms.Connect, plan.Terms.FirstToken, plan.Terms.SpillAfter.TotalSeconds, plan.Terms.MaxWait.TotalSeconds));
        var other = plan.TermsOf(plan.Targets[1]);
        Assert.Null(other.Connect);
        Assert.Equal((Seconds(7), 1), (other.FirstToken, other.SpillAfter.TotalSeconds));
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(5000, 600)]
    public void Nobody_waits_longer_for_a_turn_than_a_route_gives_to_the_answer(double total, double wait)
    {
        var terms = Routers.Plan($$"""{ "routes": { "it": { "match": {}, "timeouts": { "totalSeconds": {{total}} } } } }""", Calls.Of()).Terms;
        Assert.Equal((Seconds(total), wait), (terms.Total, terms.MaxWait.TotalSeconds));
    }

    [Theory]
    [InlineData("""{ "anthropic": { "fallbackOn": "context_length" } }""", "{}", "claude-x", FallbackOn.ContextLength)]
    [InlineData("""{ "anthropic": { "fallbackOn": "context_length" } }""", "{}", "gpt-4o", FallbackOn.None)]
    [InlineData("""{ "anthropic": { "fallbackOn": ["context_length", "model_not_found"] } }""", "{}", "claude-x", FallbackOn.ContextLength | FallbackOn.ModelNotFound)]
    [InlineData("""{ "anthropic": { "fallbackOn": "context_length" } }""", """{ "it": { "match": {}, "fallbackOn": "model_not_found" } }""", "claude-x", FallbackOn.ModelNotFound)]
    [InlineData("""{ "anthropic": { "fallbackOn": "context_length" } }""", """{ "it": { "match": {}, "fallbackOn": [] } }""", "claude-x", FallbackOn.None)]
    [InlineData("""{ "anthropic": { "fallbackOn": "context_length" } }""", """{ "it": { "match": {}, "model": "gpt-4o" } }""", "claude-x", FallbackOn.None)]
    internal void The_mistakes_that_fall_back_are_told_by_the_route_or_by_where_the_call_begins(string providers, string routes, string model, FallbackOn on)
    {
        var plan = Routers.Plan($$"""{ "providers": {{providers}}, "routes": {{routes}} }""", Calls.Of(model: model));
        Assert.Equal(on, plan.Terms.FallbackOn);
    }

    [Fact]
    public void Where_a_call_begins_tells_the_mistakes_at_all_its_targets()
    {
        var plan = Routers.Plan("""{ "providers": { "anthropic": { "fallback": ["gpt-4o", "groq/llama"], "fallbackOn": "context_length" }, "openai": { "timeouts": { "connectSeconds": 1 } } } }""", Calls.Of());
        Assert.All(plan.Targets, target => Assert.Equal(FallbackOn.ContextLength, plan.TermsOf(target).FallbackOn));
    }

    [Fact]
    public void Calls_of_one_kind_share_their_terms()
    {
        var router = Routers.Of("""{ "pacing": { "maxWaitSeconds": 30 }, "providers": { "anthropic": { "timeouts": { "connectSeconds": 1 } } } }""");
        Assert.Same(router.Plan(Calls.Of()).Value!.Terms, router.Plan(Calls.Of()).Value!.Terms);
    }

    private static TimeSpan? Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
