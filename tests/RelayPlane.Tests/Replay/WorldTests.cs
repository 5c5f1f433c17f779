using RelayPlane.Metering;
using RelayPlane.Replay;
using Xunit;
using static RelayPlane.Tests.Replay.Pasts;

namespace RelayPlane.Tests.Replay;

public sealed class WorldTests
{
    private readonly Places _places = new(Prices);
    private readonly World _world = new(new Ratios());

    [Fact]
    public void As_long_as_things_go_as_they_were_recorded_they_cost_what_was_recorded()
    {
        var call = Call(Sonnet, new TokenUsage(7, 11_000, 900, 0, 300, 0));
        Assert.Equal(call.Attempts[0].Cost, Spend(call, Sonnet)!.Value.Cost);
    }

    [Fact]
    public void Elsewhere_the_same_tokens_cost_that_models_price()
    {
        var usage = new TokenUsage(1_000, 0, 0, 0, 200, 0);
        Assert.Equal(Cost(Haiku, usage, Noon), Spend(Call(Opus, usage), Haiku)!.Value.Cost);
    }

    [Fact]
    public void A_conversation_that_comes_back_pays_for_what_is_not_in_the_cache()
    {
        Spend(Turn(0, 10_000, 0), Sonnet);
        Spend(Turn(10_000, 1_000, 1), Haiku);
        var back = Spend(Turn(11_000, 1_000, 2), Sonnet)!.Value;

        // What it had sent there at first is held still; what went to the other model meanwhile is not.
        Assert.Equal(new TokenUsage(0, 10_000, 2_000, 0, 100, 0), back.Usage);
        Assert.True(back.Cost > Turn(11_000, 1_000, 2).Attempts[0].Cost);
    }

    [Fact]
    public void After_it_came_back_it_costs_again_what_was_recorded()
    {
        Spend(Turn(0, 10_000, 0), Sonnet);
        Spend(Turn(10_000, 1_000, 1), Haiku);
        Spend(Turn(11_000, 1_000, 2), Sonnet);
        var last = Turn(12_000, 1_000, 3);
        Assert.Equal(last.Attempts[0].Cost, Spend(last, Sonnet)!.Value.Cost);
    }

    [Fact]
    public void What_a_batch_did_to_the_price_it_does_to_the_other_models_too()
    {
        var usage = new TokenUsage(1_000, 0, 0, 0, 200, 0);
        var call = Call(Opus, usage);
        var prompt = Prompt(call, _places);
        var half = new Money(call.Attempts[0].Cost!.Value.NanoUsd / 2);
        Assert.Equal(Cost(Haiku, usage, Noon).NanoUsd / 2, _world.Spend(prompt, _places.Of("anthropic", Haiku), half)!.Value.Cost.NanoUsd);
    }

    [Fact]
    public void A_model_without_a_price_costs_nobody_knows_what() => Assert.Null(Spend(Call(Opus, new TokenUsage(1_000, 0, 0, 0, 200, 0)), "mystery"));

    private static RelayPlane.Ledger.Decisions.PastCall Turn(long read, long written, int minute) =>
        Call(Sonnet, new TokenUsage(0, read, written, 0, 100, 0), Noon.AddMinutes(minute), Seen(marks: true));

    private Spent? Spend(RelayPlane.Ledger.Decisions.PastCall call, string model) =>
        _world.Spend(Prompt(call, _places), _places.Of("anthropic", model), call.Attempts[^1].Cost!.Value);
}
