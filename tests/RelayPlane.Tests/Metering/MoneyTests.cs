using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Metering;

public sealed class MoneyTests
{
    [Fact]
    public void Half_a_nano_dollar_rounds_away_from_zero() => Assert.Equal(new Money(1), Money.FromUsd(0.0000000005m));
}
