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

    [Fact]
    public void Where_nothing_was_recorded_the_score_says_how_often_and_that_is_told()
    {
        Assert.Equal(.4, Chance(EscalateOn.Uncertainty, Call(Sonnet, Usage), out var guessed), 3);
        Assert.True(guessed);
    }

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

    private double Chance(EscalateOn on, PastCall past, out bool guessed)
    {
        guessed = false;
        return Chain.Climbing(new Ladder([TargetOf(Haiku), TargetOf(Opus)], on, 1, true), _places.Of("anthropic", Haiku), past, _ratios, .6, ref guessed);
    }
}
