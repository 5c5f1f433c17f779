using RelayPlane.Dialects.Looking;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;
using Xunit;
using static RelayPlane.Tests.Routing.Deciding.Decided;

namespace RelayPlane.Tests.Routing.Deciding;

/// <summary>A conversation keeps its model unless a change pays.</summary>
public sealed class StayPutTests
{
    private static readonly PromptShape s_chat = new() { Messages = 3, UserTurns = 2, Print = 7 };
    private static readonly PromptShape s_agent = s_chat with { MarksCache = true, Tools = 5 };

    [Fact]
    public void It_moves_up_and_not_down()
    {
        var decided = By();
        At(decided, "claude-sonnet-4-5");
        Assert.Equal(("claude-sonnet-4-5", "session:moderate", Tier.Moderate), decided.Goes(Call(Easy, shape: s_chat)));
        Assert.Equal("conversations only move up", decided.Plan(Call(Easy, shape: s_chat)).Decision!.Kept);
        Assert.Equal(("claude-opus-4-6", "complexity:complex", Tier.Complex), decided.Goes(Call(Hard, shape: s_chat)));
    }

    [Fact]
    public void Conversations_that_begin_alike_are_not_the_same_unless_a_session_says_so()
    {
        var first = s_chat with { Messages = 1, UserTurns = 1 };
        var decided = By();
        At(decided, "claude-opus-4-6");
        At(decided, "claude-opus-4-6", key: "s1/coder");
        Assert.Equal("complexity:simple", decided.Goes(Call(Easy, shape: first)).Reason);
        Assert.Equal("session:complex", decided.Goes(Call(Easy, shape: first), new CallerNames(null, "coder", "s1")).Reason);
    }

    [Theory]
    [InlineData("free", "claude-haiku-4-5", "claude-opus-4-6")]
    [InlineData("never", "claude-sonnet-4-5", "claude-sonnet-4-5")]
    public void The_user_may_say_otherwise(string move, string easy, string hard)
    {
        var decided = By(routing: $$""", "sessions": { "move": "{{move}}" }""");
        At(decided, "claude-sonnet-4-5");
        Assert.Equal(easy, decided.Goes(Call(Easy, shape: s_chat)).Model);
        Assert.Equal(hard, decided.Goes(Call(Hard, shape: s_chat)).Model);
    }

    [Fact]
    public void Sessions_are_told_apart_by_their_names_and_their_agents()
    {
        var decided = By();
        At(decided, "claude-sonnet-4-5", key: "s1/coder");
        Assert.Equal("session:moderate", decided.Goes(Call(Easy, shape: s_chat), new CallerNames(null, "coder", "s1")).Reason);
        Assert.Equal("complexity:simple", decided.Goes(Call(Easy, shape: s_chat), new CallerNames(null, "helper", "s1")).Reason);
        Assert.Equal("complexity:simple", decided.Goes(Call(Easy, shape: s_chat)).Reason);
    }

    [Fact]
    public void In_the_middle_of_a_task_signed_reasoning_keeps_its_model_whatever_it_costs()
    {
        var decided = By(routing: """, "sessions": { "move": "free", "upgrade": true }""");
        At(decided, "claude-haiku-4-5");
        var signed = s_chat with { MidTask = true, Signed = true };
        Assert.Equal("session:simple", decided.Goes(Call(Hard, "claude-opus-4-6", signed)).Reason);
        Assert.Equal("complexity:complex", decided.Goes(Call(Hard, "claude-opus-4-6", signed with { MidTask = false })).Reason);
    }

    [Fact]
    public void A_task_that_a_dearer_model_has_begun_before_anybody_saw_that_it_is_an_agents_is_ended_there()
    {
        var decided = By();
        At(decided, "claude-opus-4-6", asked: "claude-haiku-4-5");
        var step = s_chat with { Tools = 5, MidTask = true };
        Assert.Equal(("claude-opus-4-6", "session:complex", Tier.Complex), decided.Goes(Call(Easy, "claude-haiku-4-5", step)));
        Assert.Equal("claude-haiku-4-5", decided.Goes(Call(Easy, "claude-haiku-4-5", s_agent)).Model);
        Assert.Equal("claude-sonnet-4-5", decided.Goes(Call(Hard, "claude-sonnet-4-5", step)).Model);
    }

    [Fact]
    public void A_cached_conversation_moves_when_what_was_saved_pays_for_its_cache()
    {
        var decided = By();
        At(decided, "claude-haiku-4-5", asked: "claude-opus-4-6", cached: 50_000, saved: 0.10m);
        Assert.Equal(("claude-haiku-4-5", "session:simple", Tier.Simple), decided.Goes(Call(Hard, "claude-opus-4-6", s_agent, 50_000)));

        At(decided, "claude-haiku-4-5", asked: "claude-opus-4-6", cached: 50_000, saved: 0.50m);
        Assert.Equal(("claude-opus-4-6", "complexity:complex", Tier.Complex), decided.Goes(Call(Hard, "claude-opus-4-6", s_agent, 50_000)));
    }

    [Fact]
    public void An_agents_conversation_is_never_above_the_model_that_it_asks_for_unless_the_user_says_so()
    {
        Assert.Equal("claude-haiku-4-5", By().Goes(Call(Hard, "claude-haiku-4-5", s_agent with { Messages = 1 })).Model);
        Assert.Equal("claude-opus-4-6", By(routing: """, "sessions": { "upgrade": true }""").Goes(Call(Hard, "claude-haiku-4-5", s_agent with { Messages = 1 })).Model);
    }

    [Fact]
    public void A_conversation_that_nobody_has_looked_at_is_taken_to_be_cached_where_it_asks_to_be()
    {
        Assert.Equal("claude-opus-4-6", By(routing: """, "sessions": { "move": "free" }""").Goes(Call(Easy, "claude-opus-4-6", s_agent, 50_000)).Model);
        Assert.Equal("complexity:simple", By(routing: """, "sessions": { "move": "free" }""").Goes(Call(Easy, "claude-opus-4-6", s_agent with { Messages = 1 }, 50_000)).Reason);
    }

    [Fact]
    public void A_small_call_beside_a_conversation_does_not_join_it_but_its_summary_does()
    {
        var decided = By();
        At(decided, "claude-opus-4-6", key: "s1/", cached: 50_000);
        var caller = new CallerNames(null, null, "s1");
        Assert.Equal("housekeeping:simple", decided.Goes(Call(Easy, "claude-opus-4-6", new PromptShape { Messages = 1, Housekeeping = Housekeeping.Title }), caller).Reason);
        Assert.Equal("session:complex", decided.Goes(Call(Easy, "claude-opus-4-6", s_agent with { Housekeeping = Housekeeping.Summary }, 50_000), caller).Reason);
    }

    [Fact]
    public void Where_another_model_is_asked_for_the_conversation_follows_what_that_would_cost()
    {
        var decided = By();
        At(decided, "claude-opus-4-6", asked: "claude-opus-4-6", cached: 50_000);
        Assert.Equal("claude-haiku-4-5", decided.Goes(Call(Hard, "claude-haiku-4-5", s_agent, 50_000)).Model);
    }

    [Fact]
    public void What_observes_remembers_where_conversations_would_be()
    {
        var decided = By(mode: "observe");
        At(decided, "claude-opus-4-6");
        Assert.Equal("complexity:simple", decided.Plan(Call(Easy, shape: s_chat)).Decision!.Reason);
        At(decided, "claude-sonnet-4-5", key: "~0000000000000007");
        Assert.Equal("session:moderate", decided.Plan(Call(Easy, shape: s_chat)).Decision!.Reason);
    }

    private static void At(Decided decided, string model, string key = "0000000000000007", string? asked = null, long cached = 0, decimal saved = 0) =>
        decided.Sessions.Answered(key, new SessionTurn(
            decided.Named(model), new TokenUsage(200, cached, 0, 0, 9, 0), new Money(0), Money.FromUsd(saved - (decimal)(decided.Sessions.Find(key)?.Saved.NanoUsd ?? 0) / 1e9m), DateTimeOffset.UnixEpoch)
        {
            Asked = decided.Named(asked ?? model),
            AskedTokens = cached,
        });
}
