using RelayPlane.Cli;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class StatsTextTests
{
    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(1, "$0.000000001")]
    [InlineData(423_456, "$0.00042")]
    [InlineData(31_400_000, "$0.031")]
    [InlineData(12_400_000_000, "$12.40")]
    [InlineData(1_234_567_000_000, "$1,234.57")]
    public void Money_is_short_and_never_shown_as_nothing(long nano, string text) => Assert.Equal(text, StatsText.Amount(new Money(nano)));

    [Theory]
    [InlineData(950, "950")]
    [InlineData(12_449, "12.4k")]
    [InlineData(999_499, "999k")]
    [InlineData(1_250_000, "1.25M")]
    [InlineData(3_760_000_000, "3.76G")]
    public void Tokens_have_three_digits(long tokens, string text) => Assert.Equal(text, StatsText.Tokens(tokens));
}
