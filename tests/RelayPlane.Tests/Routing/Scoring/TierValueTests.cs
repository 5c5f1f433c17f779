using RelayPlane.Routing.Scoring;
using Xunit;

namespace RelayPlane.Tests.Routing.Scoring;

public sealed class TierValueTests
{
    private static readonly Heads Rising = new(.5f, .7f, .8f);

    [Theory]
    [InlineData(0, Tier.Complex)]
    [InlineData(.3, Tier.Moderate)]
    [InlineData(1, Tier.Simple)]
    public void The_knob_moves_a_call_down(double lambda, object tier) => Assert.Equal(tier, TierValue.Best(Rising, TierCosts.Usual, lambda));

    [Theory]
    [InlineData(.01, Tier.Simple)]
    [InlineData(0, Tier.Complex)]
    public void Of_equals_the_cheapest_is_taken_and_the_dearest_where_cost_does_not_matter(double lambda, object tier) =>
        Assert.Equal(tier, TierValue.Best(new Heads(.5f, .5f, .5f), TierCosts.Usual, lambda));

    [Fact]
    public void No_stronger_tier_is_less_likely_good_than_a_weaker_one() => Assert.Equal(new Heads(.7f, .7f, .8f), new Heads(.7f, .6f, .8f).Rising());

    [Fact]
    public void A_dear_tier_that_answers_worse_is_never_taken() => Assert.Equal(Tier.Simple, TierValue.Best(new Heads(.9f, .6f, .4f), TierCosts.Usual, 0));
}
