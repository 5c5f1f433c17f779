using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Metering;

public sealed class RatesTests
{
    [Fact]
    public void Each_class_costs_its_own_rate() => Assert.Equal(
        new Money(1 * 3000 + 10 * 300 + 100 * 3750 + 1000 * 6000 + 10_000 * 15_000L),
        new Rates(3m, 0.3m, 3.75m, 6m, 15m).Cost(new(1, 10, 100, 1000, 10_000, 5000)));

    [Fact]
    public void A_class_without_a_rate_costs_what_its_parent_costs()
    {
        Assert.Equal(new Money(4 * 2000), new Rates(2m, null, null, null, 1m).Cost(new(1, 1, 1, 1, 0, 0)));
        Assert.Equal(new Money(2500), new Rates(2m, null, 2.5m, null, 1m).Cost(new(0, 0, 0, 1, 0, 0)));
    }

    [Fact]
    public void Rates_below_a_nano_dollar_are_rounded_once_at_the_end() =>
        Assert.Equal(new Money(3), new Rates(0.0001m, null, null, null, 0.0001m).Cost(new(13, 0, 0, 0, 12, 0)));

    [Fact]
    public void Output_of_unknown_rate_leaves_the_whole_unknown()
    {
        Assert.Null(new Rates(1m, null, null, null, null).Cost(new(1, 0, 0, 0, 1, 0)));
        Assert.Equal(new Money(1000), new Rates(1m, null, null, null, null).Cost(new(1, 0, 0, 0, 0, 0)));
    }

    [Fact]
    public void No_tokens_of_a_known_model_cost_nothing_and_are_priced() =>
        Assert.Equal(new Money(0), new Rates(1m, null, null, null, 1m).Cost(default));
}
