using RelayPlane.Config;
using RelayPlane.Dispatch;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Routing;
using RelayPlane.Tests.Config;
using Xunit;
using static RelayPlane.Tests.Replay.Pasts;

namespace RelayPlane.Tests.Replay;

public sealed class ChainTests
{
    private static readonly TokenUsage Usage = new(1_000, 0, 0, 0, 200, 0);

    private readonly Places _places = new(Prices);
    private readonly Ratios _ratios = new();

    [Fact]
    public void A_call_that_climbed_climbs_again_for_the_same_reason() =>
        Assert.Equal(1, Chance(EscalateOn.Refusal | EscalateOn.Empty, Climbed("refusal"), out _));

    [Fact]
    public void It_does_not_where_the_policy_does_not_climb_for_that() => Assert.Equal(0, Chance(EscalateOn.Empty, Climbed("refusal"), out _));

    [Fact]
    public void A_model_that_was_not_asked_climbs_as_often_as_it_did_elsewhere()
    {
        for (var i = 0; i < 100; i++)
        {
            var past = i < 25 ? Climbed("refusal") : Call(Haiku, Usage);
            _ratios.Learn(past, Prompt(past, _places), _places);
        }

        Assert.Equal(.25, Chance(EscalateOn.Refusal, Call(Sonnet, Usage), out var guessed), 3);
        Assert.False(guessed);

        // Where it was asked and did not climb, it does not.
        Assert.Equal(0, Chance(EscalateOn.Refusal, Call(Haiku, Usage), out _));
    }

    /// <summary>Most bad answers are wrong and not broken: a trigger sees few of them, each only where it can be.</summary>
    [Fact]
    public void Where_nothing_was_recorded_few_climb_by_what_is_looked_for_and_that_is_told()
    {
        var plain = Call(Sonnet, Usage);
        Assert.InRange(Chance(EscalateOn.Empty, plain, out var guessed), 0, .01);
        Assert.True(guessed);
        Assert.InRange(Chance(EscalateOn.Judged, plain, out _), .001, .05);
        Assert.Equal(0, Chance(EscalateOn.BadToolCall | EscalateOn.InvalidJson, plain, out _));
        Assert.InRange(Chance(EscalateOn.BadToolCall, Call(Sonnet, Usage, seen: Seen() with { Tools = 3 }), out _), .001, .05);
        Assert.InRange(Chance(EscalateOn.InvalidJson, Call(Sonnet, Usage, seen: Seen() with { WantsJson = true }), out _), .001, .05);
        Assert.Equal(Chance(EscalateOn.Empty, plain, out _) + Chance(EscalateOn.Refusal, plain, out _), Chance(EscalateOn.Empty | EscalateOn.Refusal, plain, out _), 9);
    }

    [Fact]
    public void No_more_climb_than_the_score_takes_for_bad() => Assert.Equal(.001, Chance(EscalateOn.Judged, Call(Sonnet, Usage), out _, quality: .999), 9);

    [Fact]
    public void Nothing_fails_that_did_not_fail_in_the_recording() => Assert.Equal(0, Chance(EscalateOn.Error | EscalateOn.RateLimit, Call(Sonnet, Usage), out _));

    [Fact]
    public void The_first_target_that_did_not_fail_answers()
    {
        var past = Call(Sonnet, Usage, before: new PastAttempt("anthropic", Opus, Verdict.Overloaded, null, null, null));
        Assert.Equal(Haiku, Chain.Answering(new Plan([TargetOf(Opus), TargetOf(Haiku)], "named"), past)!.Model);
        Assert.Null(Chain.Answering(new Plan([TargetOf(Opus)], "named"), past));
    }

    private static PastCall Climbed(string trigger) => Call(Opus, Usage, before: Attempt(Haiku, Usage, Noon, escalated: trigger));

    private static Target TargetOf(string model) => new(ProviderSet.From(GatewayConfig.Default, Setup.Environment()).Providers["anthropic"], model);

    private double Chance(EscalateOn on, PastCall past, out bool guessed, double quality = .6)
    {
        guessed = false;
        return Chain.Climbing(new Ladder([TargetOf(Haiku), TargetOf(Opus)], on, 1, true), _places.Of("anthropic", Haiku), past, _ratios, quality, ref guessed);
    }
}
