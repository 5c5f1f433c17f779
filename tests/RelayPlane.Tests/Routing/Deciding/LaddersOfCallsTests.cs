using RelayPlane.Dialects.Looking;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Sessions;
using Xunit;
using static RelayPlane.Tests.Routing.Deciding.Decided;

namespace RelayPlane.Tests.Routing.Deciding;

/// <summary>Which ladder a call has, and where on it the call begins.</summary>
public sealed class LaddersOfCallsTests
{
    private const string Cascade = """{ "routing": { "mode": "cascade", "cascade": { "models": ["gpt-4o-mini", "gpt-4o", "claude-opus-4-6"], "escalateOn": ["refusal", "bad_tool_call"] } } }""";

    [Fact]
    public void With_complexity_on_it_begins_at_the_chosen_tier_and_climbs_the_tiers()
    {
        var plan = By(routing: """, "cascade": { "enabled": true, "escalateOn": "empty", "maxEscalations": 2 }""").Plan(Call(Easy));
        Assert.Equal("claude-haiku-4-5 claude-sonnet-4-5 claude-opus-4-6", Steps(plan));
        Assert.Equal((EscalateOn.Empty, 2, true), (plan.Ladder!.On, plan.Ladder.Most, plan.Ladder.HoldsStreams));
        Assert.Equal("anthropic/claude-haiku-4-5", plan.Chain());
        Assert.Equal("claude-sonnet-4-5 claude-opus-4-6", Steps(By(routing: """, "cascade": { "enabled": true }""").Plan(Call(Middling))));
    }

    [Fact]
    public void From_the_dearest_tier_there_is_nowhere_to_climb() => Assert.Null(By(routing: """, "cascade": { "enabled": true }""").Plan(Call(Hard)).Ladder);

    [Theory]
    [InlineData("""["claude-haiku-4-5", "gpt-4o"]""", "claude-haiku-4-5 gpt-4o")]
    [InlineData("""["gpt-4o-mini", "gpt-4o"]""", "claude-haiku-4-5 gpt-4o")]
    public void Models_that_are_named_are_climbed_from_where_the_chosen_one_stands_and_never_down(string models, string steps) =>
        Assert.Equal(steps, Steps(By(routing: $$""", "cascade": { "enabled": true, "models": {{models}} }""").Plan(Call(Easy))));

    [Fact]
    public void A_ladders_steps_are_within_reach_and_no_fallbacks()
    {
        var decided = new Decided($$"""
            { "providers": { "anthropic": { "fallback": ["gpt-4o"] } },
              "routing": { "mode": "complexity", "complexity": { {{Tiers}} }, "cascade": { "enabled": true, "escalateOn": "rate_limit", "maxEscalations": 2 } } }
            """);
        var plan = decided.Plan(Call(Easy));
        Assert.Equal(("anthropic/claude-haiku-4-5 openai/gpt-4o", "claude-haiku-4-5 claude-sonnet-4-5 claude-opus-4-6"), (plan.Chain(), Steps(plan)));
        Assert.Equal(4, plan.Reach.Count());
    }

    [Fact]
    public void Without_tiers_every_call_begins_at_the_first_model()
    {
        var plan = new Decided(Cascade).Plan(Call(Easy, "claude-sonnet-4-5"));
        Assert.Equal(("openai/gpt-4o-mini", "cascade:gpt-4o-mini", "gpt-4o-mini gpt-4o claude-opus-4-6"), (plan.Chain(), plan.Reason, Steps(plan)));
        Assert.Null(plan.Decision);
    }

    [Fact]
    public void Where_the_first_model_will_hardly_do_it_is_skipped() => Assert.Equal("cascade:gpt-4o", new Decided(Cascade).Plan(Call(Hard)).Reason);

    [Fact]
    public void A_conversation_that_has_climbed_stays_up()
    {
        var decided = new Decided(Cascade);
        var call = Call(Easy, shape: new PromptShape { Messages = 3, UserTurns = 2, Print = 7 });
        var at = decided.Named("gpt-4o");
        decided.Sessions.Answered($"{call.Look.Shape.Print:x16}", new SessionTurn(at, new TokenUsage(9, 0, 0, 0, 9, 0), null, null, call.At));
        Assert.Equal("cascade:gpt-4o", decided.Plan(call).Reason);
    }

    [Theory]
    [InlineData("""["refusal", "empty"]""", "None")]
    [InlineData("""["refusal", "overloaded"]""", "Overloaded")]
    public void In_the_middle_of_a_task_whose_reasoning_is_signed_no_answer_is_judged(string on, string climbsFor)
    {
        var decided = By(routing: $$""", "cascade": { "enabled": true, "escalateOn": {{on}} }""");
        var call = Call(Easy, shape: new PromptShape { Messages = 3, UserTurns = 1, Print = 7, MidTask = true, Signed = true });
        Assert.Equal(climbsFor, (decided.Plan(call).Ladder?.On ?? EscalateOn.None).ToString());
    }

    [Theory]
    [InlineData("relayplane:quality")]
    [InlineData("rp:best")]
    [InlineData("rp:fast")]
    public void Who_wishes_for_a_kind_of_model_gets_it_and_not_the_first_of_the_ladder(string name)
    {
        var decided = new Decided(Cascade);
        var plan = decided.Plan(Call(Easy, name));
        Assert.Null(plan.Ladder);
        Assert.DoesNotContain("cascade", plan.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_observes_has_no_ladder() => Assert.Null(By(mode: "observe", routing: """, "cascade": { "enabled": true }""").Plan(Call(Easy)).Ladder);

    [Fact]
    public void Where_upgrades_are_forbidden_no_step_is_dearer_than_asked() =>
        Assert.Equal("claude-haiku-4-5 claude-sonnet-4-5", Steps(By(", \"allowUpgrade\": false", routing: """, "cascade": { "enabled": true }""").Plan(Call(Easy, "claude-sonnet-4-5"))));

    [Fact]
    public void A_step_that_cannot_take_the_call_is_left_out()
    {
        var decided = new Decided("""
            { "models": { "blind": { "capabilities": { "images": false } } }, "providers": { "mine": { "baseUrl": "http://mine.example/v1" } },
              "routing": { "mode": "cascade", "cascade": { "models": ["gpt-4o-mini", "mine/blind", "gpt-4o"] } } }
            """);
        Assert.Equal("gpt-4o-mini gpt-4o", Steps(decided.Plan(Call(Easy, shape: new PromptShape { Images = true }))));
    }

    private static string Steps(Plan plan) => string.Join(' ', plan.Ladder!.Steps.Select(step => step.Model));
}
