using RelayPlane.Config;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Routing.Deciding;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Ledger;
using Xunit;
using static RelayPlane.Tests.Replay.Pasts;

namespace RelayPlane.Tests.Replay;

/// <summary>Policies over a ledger of recorded calls, through the real router.</summary>
public sealed class TimeMachineTests : IDisposable
{
    private static readonly TokenUsage Short = new(1_000, 0, 0, 0, 200, 0);

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_policy_that_changes_nothing_costs_what_was_paid()
    {
        var replay = await ReplayAsync("{}", Agent(Sonnet, 12), Agent(Opus, 5, conversation: 2));
        Assert.Equal(17, replay.Calls);
        Assert.Equal(0, replay.Moved);
        Assert.Equal(replay.Recorded, replay.Policy);
        Assert.Equal((0, 0, 0), (replay.Saved.NanoUsd, replay.Lower.NanoUsd, replay.Upper.NanoUsd));
    }

    [Fact]
    public async Task The_recorded_choices_cost_by_the_models_reckoning_what_was_paid()
    {
        var replay = await ReplayAsync("{}", [.. Enumerable.Range(1, 9).Select(number => Agent(Sonnet, 12, conversation: (ulong)number))]);
        Assert.InRange((double)replay.Reproduced.NanoUsd / replay.Recorded.Cost.NanoUsd, .98, 1.02);
    }

    [Fact]
    public async Task A_route_to_a_cheaper_model_saves_what_its_price_does()
    {
        PastCall[] calls = [.. Enumerable.Range(0, 40).Select(i => Call(Opus, Short, Noon.AddSeconds(i), Seen((ulong)i)))];
        var replay = await ReplayAsync($$"""{ "routes": { "all": { "match": { "model": "claude-opus-*" }, "model": "{{Haiku}}" } } }""", calls);
        Assert.Equal(40, replay.Moved);
        Assert.Equal(40 * Cost(Haiku, Short, Noon).NanoUsd, replay.Policy.Cost.NanoUsd);
        Assert.Equal(1, replay.Policy.Simple);
        Assert.Equal(.6, replay.Policy.Quality, 3);
        Assert.Equal(.8, replay.Recorded.Quality, 3);
        Assert.InRange(replay.Saved.NanoUsd, replay.Lower.NanoUsd, replay.Upper.NanoUsd);
    }

    [Fact]
    public async Task A_long_conversation_that_is_moved_late_pays_for_its_cache()
    {
        var replay = await ReplayAsync($$"""{ "routes": { "long": { "match": { "inputTokens": "> 20000" }, "model": "{{Haiku}}" } } }""", Agent(Sonnet, 21));

        // The first call at the cheap model writes all of the prompt; it does not read what the other had cached.
        Assert.Equal(11, replay.Moved);
        var all = Enumerable.Range(0, 21).Select(turn => Usage(turn)).ToArray();
        var expected = all[..10].Sum(usage => Cost(Sonnet, usage, Noon).NanoUsd)
            + Cost(Haiku, all[10] with { CacheRead = 0, CacheWrite5m = all[10].TotalInput }, Noon).NanoUsd
            + all[11..].Sum(usage => Cost(Haiku, usage, Noon).NanoUsd);
        Assert.Equal(expected, replay.Policy.Cost.NanoUsd);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_counted_with_its_reason()
    {
        var failed = Call(Sonnet, Short) with { Attempts = [] };
        var replay = await ReplayAsync("""{ "routes": { "lost": { "match": { "model": "claude-opus-*" }, "model": "anthropic/mystery" } } }""", [failed, Call(Opus, Short), Call(Haiku, Short)]);
        Assert.Equal(1, replay.Calls);
        Assert.Equal(["no answer was recorded whose tokens are known", "no price is known for anthropic/mystery"], replay.LeftOut.Select(left => left.Why).Order());
        Assert.Equal(Cost(Haiku, Short, Noon), replay.Recorded.Cost);
    }

    [Fact]
    public async Task A_model_that_failed_fails_again_and_the_policys_own_fallback_answers()
    {
        var failed = new PastAttempt("anthropic", Opus, RelayPlane.Dispatch.Verdict.Overloaded, null, null, null);
        var call = Call(Sonnet, Short, before: failed) with { ModelRequested = Opus };
        var replay = await ReplayAsync($$"""{ "routes": { "all": { "match": { "model": "*" }, "fallback": ["{{Haiku}}"] } } }""", [call]);
        Assert.Equal(Cost(Haiku, Short, Noon), replay.Policy.Cost);
    }

    [Fact]
    public async Task A_cascade_that_was_recorded_costs_both_answers_again()
    {
        PastCall[] calls = [.. Enumerable.Range(0, 20).Select(i => Call(Opus, Short, Noon.AddSeconds(i), Seen((ulong)i), before: i < 5 ? [Attempt(Haiku, Short, Noon, escalated: "refusal")] : []))];
        var cascade = $$"""{ "routing": { "mode": "cascade", "cascade": { "enabled": true, "models": ["{{Haiku}}", "{{Opus}}"], "escalateOn": ["refusal"] } } }""";
        var replay = await ReplayAsync(cascade, calls[..5]);
        Assert.Equal(replay.Recorded.Cost, replay.Policy.Cost);
        Assert.Equal(5 * (Cost(Haiku, Short, Noon).NanoUsd + Cost(Opus, Short, Noon).NanoUsd), replay.Policy.Cost.NanoUsd);
        Assert.Equal(0, replay.Moved);
    }

    [Fact]
    public async Task What_a_shadow_run_sent_is_not_replayed()
    {
        var (call, shadow) = Shadowed(Haiku, Short, Noon, Seen());
        var replay = await ReplayAsync("{}", [call, shadow]);
        Assert.Equal((1, Cost(Opus, Short, Noon)), (replay.Calls, replay.Recorded.Cost));
        Assert.Equal([("a shadow run sent them", 1)], replay.LeftOut);
    }

    [Fact]
    public async Task Where_all_calls_begin_on_one_tier_the_control_climbs_as_the_policy_does()
    {
        PastCall[] calls = [.. Enumerable.Range(0, 30).Select(i => Call(Opus, Short, Noon.AddSeconds(i), Seen((ulong)i, simple: .9f, moderate: .92f, complex: .94f)))];
        var replay = await ReplayAsync(
            $$"""{ "routing": { "mode": "complexity", "complexity": { "simple": "{{Haiku}}", "moderate": "{{Sonnet}}", "complex": "{{Opus}}" }, "cascade": { "enabled": true, "escalateOn": ["refusal"], "maxEscalations": 2 } } }""",
            calls);
        Assert.Equal(1, replay.Policy.Simple);
        Assert.True(replay.Policy.Cost.NanoUsd > 30 * Cost(Haiku, Short, Noon).NanoUsd);
        Assert.Equal(replay.Policy.Cost, replay.Shuffled.Cost);
        Assert.Equal(replay.Policy.Quality, replay.Shuffled.Quality, 9);
    }

    [Fact]
    public async Task What_one_setting_cannot_replay_counts_for_none()
    {
        PastCall[] calls = [.. Enumerable.Range(0, 40).Select(i => Call(Opus, Short, Noon.AddSeconds(i), Seen((ulong)i, simple: .3f + (.01f * i), moderate: .75f, complex: .9f)))];
        var config = Setup.Config($$"""{ "routing": { "mode": "complexity", "complexity": { "simple": "anthropic/mystery", "moderate": "{{Sonnet}}", "complex": "{{Opus}}" } } }""");
        var frontier = (await MachineAsync(calls)).Settings(Noon.AddDays(-1), Noon.AddDays(1), config, [0, .4], TestContext.Current.CancellationToken);

        var (why, left) = Assert.Single(frontier.LeftOut);
        Assert.Equal("no price is known for anthropic/mystery", why);
        Assert.InRange(left, 1, 39);
        Assert.Equal((40 - left) * Cost(Opus, Short, Noon).NanoUsd, frontier.Recorded.NanoUsd);
        Assert.Equal(frontier.Recorded, frontier.Asked.Cost);
        Assert.Equal(frontier.Recorded, frontier.Settings[0].Outcomes.Cost);
    }

    [Fact]
    public async Task Of_few_conversations_the_interval_is_said_to_mean_little()
    {
        var replay = await ReplayAsync("{}", Agent(Sonnet, 12), Agent(Sonnet, 12, conversation: 2));
        Assert.Contains(replay.Unknown, sentence => sentence.Contains("2 conversations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_calls_and_seed_give_the_same_interval()
    {
        PastCall[] calls = [.. Enumerable.Range(0, 60).Select(i => Call(i % 3 == 0 ? Opus : Sonnet, Short with { Output = 10 * i }, Noon.AddSeconds(i), Seen((ulong)i)))];
        var policy = $$"""{ "routes": { "all": { "match": { "model": "claude-opus-*" }, "model": "{{Haiku}}" } } }""";
        var (one, other) = (await ReplayAsync(policy, calls), await ReplayAsync(policy, calls));
        Assert.Equal((one.Lower, one.Upper), (other.Lower, other.Upper));
        Assert.True(one.Lower < one.Upper);
    }

    [Fact]
    public async Task Whoever_leaves_ends_it()
    {
        var machine = await MachineAsync([Call(Haiku, Short)]);
        Assert.Throws<OperationCanceledException>(() => machine.Replay(Noon.AddDays(-1), Noon.AddDays(1), GatewayConfig.Default, 1, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>An agent at work: each turn reads what the last wrote, and adds two thousand tokens.</summary>
    private static PastCall[] Agent(string model, int turns, ulong conversation = 1) =>
        [.. Enumerable.Range(0, turns).Select(turn => Call(model, Usage(turn), Noon.AddSeconds((30 * turn) + (int)conversation), Seen(conversation, marks: true, promptTokens: Usage(turn).TotalInput)))];

    private static TokenUsage Usage(int turn) => new(0, turn * 2_000, 2_000, 0, 300, 0);

    private async Task<ReplayResult> ReplayAsync(string config, params PastCall[][] calls) =>
        (await MachineAsync([.. calls.SelectMany(some => some)])).Replay(Noon.AddDays(-1), Noon.AddDays(1), Setup.Config(config), 1, TestContext.Current.CancellationToken);

    private async Task<TimeMachine> MachineAsync(PastCall[] calls)
    {
        var path = Path.Combine(_folder.Root, $"{Guid.CreateVersion7():n}.db");
        await LedgerFixture.WriteAsync(path, [.. calls.Select(Entry)]);
        return new TimeMachine(new PastCalls(path), new PolicyFrom(Prices, Learned.Nothing, Setup.Environment(), TimeProvider.System));
    }
}
