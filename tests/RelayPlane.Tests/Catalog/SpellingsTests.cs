using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Tests.Hosting;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class SpellingsTests
{
    [Theory]
    [InlineData("anthropic", "claude-haiku-3-5", "claude-3-5-haiku-latest")]
    [InlineData("anthropic", "claude-3.5-haiku", "claude-3-5-haiku-latest")]
    [InlineData("anthropic", "claude-3-5-haiku", "claude-3-5-haiku-latest")]
    [InlineData("anthropic", "sonnet-4-5", "claude-sonnet-4-5")]
    [InlineData("anthropic", "Claude Sonnet 4.5", "claude-sonnet-4-5")]
    [InlineData("anthropic", "claude-4-5-sonnet", "claude-sonnet-4-5")]
    [InlineData("anthropic", "claude-opus-4.6", "claude-opus-4-6")]
    [InlineData("anthropic", "claude-4.5-haiku-20251001", "claude-haiku-4-5-20251001")]
    [InlineData("anthropic", "claude-sonnet-5.0", "claude-sonnet-5")]
    [InlineData("openai", "gpt4o", "gpt-4o")]
    [InlineData("openai", "gpt4o-mini", "gpt-4o-mini")]
    [InlineData("openai", "GPT-4o", "gpt-4o")]
    [InlineData("openai", "gpt-4-1-mini", "gpt-4.1-mini")]
    [InlineData("openai", "gpt5.4", "gpt-5.4")]
    [InlineData("google", "gemini-flash-2.5", "gemini-2.5-flash")]
    [InlineData("google", "gemini-2-5-pro", "gemini-2.5-pro")]
    [InlineData("google", "gemini-2-flash", "gemini-2.0-flash")]
    public void A_loose_spelling_is_the_id_that_exists(string provider, string written, string id) =>
        Assert.Equal(id, TestBooks.Prices.Spelled(provider, written));

    [Theory]
    [InlineData("anthropic", "claude-sonnet-4-5")]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929")]
    [InlineData("anthropic", "claude-haiku-4-5@20251001")]
    [InlineData("anthropic", "claude-3-5-haiku-20241022")]
    [InlineData("anthropic", "claude-opus-4-20250514")]
    [InlineData("openai", "gpt-4o-2024-08-06")]
    [InlineData("openai", "gpt-5-chat-latest")]
    [InlineData("openai", "o4-mini")]
    [InlineData("google", "gemini-2.5-flash-lite")]
    [InlineData("xai", "grok-4")]
    public void What_the_catalog_knows_is_left_as_it_is(string provider, string id) => Assert.Equal(id, TestBooks.Prices.Spelled(provider, id));

    [Theory]
    [InlineData("anthropic", "claude-opus-5-4")]
    [InlineData("anthropic", "claude-sonnet")]
    [InlineData("anthropic", "claude-x")]
    [InlineData("anthropic", "4-5")]
    [InlineData("openai", "4o-mini")]
    [InlineData("openai", "gpt-6")]
    [InlineData("openai", "gpt-4o-nothing-2024-12-17")]
    [InlineData("google", "gemini-1-5-flash")]
    [InlineData("groq", "llama-3.3-70b")]
    [InlineData("openrouter", "anthropic/claude-4.5-haiku")]
    public void What_is_no_spelling_or_that_of_two_models_is_nobodys(string provider, string written) => Assert.Null(TestBooks.Prices.Spelled(provider, written));

    [Theory]
    [InlineData("sonnet")]
    [InlineData("opus")]
    [InlineData("haiku")]
    public void A_kind_alone_is_its_newest(string kind) =>
        Assert.Equal($"claude-{kind}-5-5", TestBooks.Prices.Spelled("anthropic", kind));

    private static readonly string[] s_providers = ["anthropic", "openai", "google", "nobody"];

    [Fact]
    public void Any_text_is_taken_and_what_comes_out_is_known() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["clauderosngpt4-5. :/@o"], 0, 24]).Sample(text =>
        {
            foreach (var provider in s_providers)
            {
                if (TestBooks.Prices.Spelled(provider, text) is { } id)
                {
                    Assert.Equal(id, TestBooks.Prices.Spelled(provider, id));
                }
            }
        });

    [Fact]
    public void An_id_with_a_colon_or_a_slash_is_never_a_spelling() =>
        Gen.Select(OneOf("claude-haiku-3-5", "gpt4o", "llama3", "anthropic.claude-3-5-haiku-v1"), OneOf(":", "/"), Gen.String[Gen.Char["abc0:"], 0, 6])
            .Sample((name, mark, rest) => Assert.Null(TestBooks.Prices.Spelled("anthropic", name + mark + rest)));

    [Fact]
    public void The_usual_tiers_are_priced_and_rise()
    {
        foreach (var tiers in UsualTiers.All)
        {
            decimal[] prices = [.. new[] { tiers.Simple, tiers.Moderate, tiers.Complex }.Select(model => TestBooks.Prices.List(tiers.Provider, model, DateTimeOffset.UnixEpoch.AddYears(57), 1000)?.Rates.Input ?? -1)];
            Assert.True(prices[0] > 0 && prices[0] <= prices[1] && prices[1] <= prices[2], $"{tiers}: {string.Join(' ', prices)}");
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
