using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class PriceTableTests
{
    private static readonly PriceTable Table = PriceTable.Embedded();
    private static readonly TokenUsage Million = new(1_000_000, 0, 0, 0, 0, 0);

    [Theory]
    [InlineData("anthropic", "claude-haiku-4-5", 1)]
    [InlineData("anthropic", "claude-haiku-4-5-20251001", 1)]
    [InlineData("anthropic", "CLAUDE-HAIKU-4-5", 1)]
    [InlineData("openai", "gpt-4o-2024-11-20", 2.5)]
    [InlineData("gemini", "gemini-2.5-flash", 0.3)]
    [InlineData("google", "gemini-2.5-flash", 0.3)]
    [InlineData("sandbox", "claude-haiku-4-5", 1)]
    [InlineData("sandbox", "gpt-4o", 2.5)]
    public void A_known_model_has_its_rate(string provider, string model, double usd) =>
        Assert.Equal(Money.FromUsd((decimal)usd), Table.Price(provider, null, model, Million));

    [Theory]
    [InlineData("anthropic", "claude-haiku-4-5-turbo")]
    [InlineData("anthropic", "claude-haiku-4-5-2025100")]
    [InlineData("anthropic", "claude")]
    [InlineData("anthropic", "gpt-4o")]
    [InlineData("ollama", "llama3")]
    public void An_unknown_one_has_none(string provider, string model) => Assert.Null(Table.Price(provider, null, model, Million));

    [Fact]
    public void The_model_that_answered_decides_and_the_one_sent_stands_in_for_it()
    {
        Assert.Equal(Money.FromUsd(5), Table.Price("anthropic", "claude-opus-4-6", "claude-haiku-4-5", Million));
        Assert.Equal(Money.FromUsd(1), Table.Price("anthropic", "nobody-knows", "claude-haiku-4-5", Million));
    }

    [Fact]
    public void A_long_input_costs_the_higher_tier_for_all_of_its_tokens()
    {
        TokenUsage at = new(100_000, 100_000, 0, 0, 1000, 0);

        Assert.Equal(Money.FromUsd(0.345m), Table.Price("anthropic", null, "claude-sonnet-4-5", at));
        Assert.Equal(Money.FromUsd(0.682506m), Table.Price("anthropic", null, "claude-sonnet-4-5", at with { Input = 100_001 }));
    }
}
