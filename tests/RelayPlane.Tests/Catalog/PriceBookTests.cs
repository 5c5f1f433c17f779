using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class PriceBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenUsage Million = new(1_000_000, 0, 0, 0, 0, 0);
    private static readonly PriceBook Book = new();

    [Theory]
    [InlineData("gemini", "gemini-2.5-flash", "google", 0.3)]
    [InlineData("google", "gemini-2.5-flash", "google", 0.3)]
    [InlineData("xai", "grok-4.3", "x-ai", 2.5)]
    [InlineData("bedrock", "global.anthropic.claude-haiku-4-5-20251001-v1:0", "aws", 1)]
    [InlineData("sandbox", "claude-haiku-4-5", "anthropic", 1)]
    [InlineData("sandbox", "gpt-4o", "openai", 2.5)]
    [InlineData("sandbox", "gemini-2.5-flash", "google", 0.3)]
    [InlineData("anthropic", "CLAUDE-HAIKU-4-5", "anthropic", 1)]
    public void A_provider_is_found_by_the_name_that_it_has_here(string provider, string model, string table, double usd)
    {
        var quote = Book.Price(provider, null, model, Now, Million, default);

        Assert.Equal((PriceStatus.Priced, Money.FromUsd((decimal)usd), table), (quote.Status, quote.Cost!.Value, quote.Provider));
    }

    [Theory]
    [InlineData("anthropic", "claude-sonnet-5-5", "claude-sonnet-5-5")]
    [InlineData("anthropic", "claude-sonnet-5-5-20261101", "claude-sonnet-5-5")]
    [InlineData("anthropic", "claude-sonnet-5-20260101", "claude-sonnet-5")]
    [InlineData("anthropic", "claude-fable-5-2", "claude-fable-5-2")]
    [InlineData("anthropic", "claude-fable-5-3", null)]
    [InlineData("anthropic", "claude-opus-5-6", null)]
    [InlineData("anthropic", "claude-zeta-9", null)]
    [InlineData("anthropic", "gpt-4o", null)]
    [InlineData("ollama", "llama3", null)]
    [InlineData("nobody", "claude-haiku-4-5", null)]
    public void A_model_has_its_own_row_or_none(string provider, string model, string? row)
    {
        var quote = Book.Price(provider, null, model, Now, Million, default);

        Assert.Equal((row, row is null), (quote.Model, quote.Cost is null));
    }

    [Fact]
    public void The_model_that_answered_decides_and_the_one_sent_stands_in_for_it()
    {
        Assert.Equal("claude-opus-4-6", Book.Price("anthropic", "claude-opus-4-6", "claude-haiku-4-5", Now, Million, default).Model);
        Assert.Equal("claude-haiku-4-5", Book.Price("anthropic", "nobody-knows", "claude-haiku-4-5", Now, Million, default).Model);
        Assert.Equal("claude-haiku-4-5", Book.Price("anthropic", "", "claude-haiku-4-5", Now, Million, default).Model);
    }

    [Fact]
    public void A_reseller_charges_what_others_do_for_what_it_does_not_list() =>
        Assert.Equal(("anthropic", "claude-opus-4-8"), Pair(Book.Price("azure", null, "claude-opus-4-8", Now, Million, default)));

    [Fact]
    public void What_is_free_is_priced_at_nothing()
    {
        Assert.Equal((PriceStatus.Priced, new Money(0)), Cost(Book.Price("openrouter", null, "deepseek-chat:free", Now, Million, default)));
        Assert.Equal((PriceStatus.Priced, new Money(0)), Cost(Book.Price("openrouter", null, "somebody/new:free", Now, Million, default)));
        Assert.Equal((PriceStatus.Priced, new Money(0)), Cost(Book.Price("anthropic", null, "claude-opus-4-8", Now, default, default)));
        Assert.Null(Book.Price("together", null, "somebody/new:free", Now, Million, default).Cost);
    }

    [Fact]
    public void What_is_not_charged_by_tokens_is_unpriced_and_not_free() =>
        Assert.Equal(Quote.Unpriced, Book.Price("mistral", null, "mistral-ocr-latest", Now, Million, default));

    [Theory]
    [InlineData("2026-03-12T23:59:59Z", 6)]
    [InlineData("2026-03-13T00:00:00Z", 3)]
    [InlineData("2026-03-13T01:00:00+02:00", 6)]
    public void A_price_holds_from_its_day_in_utc(string at, double usd) =>
        Assert.Equal(Money.FromUsd((decimal)usd), Book.Price("anthropic", null, "claude-sonnet-4-6", DateTimeOffset.Parse(at, null), Million, default).Cost);

    [Theory]
    [InlineData(200_000, 0.6)]
    [InlineData(200_001, 1.200006)]
    public void A_long_input_costs_the_higher_tier_for_all_of_its_tokens(long input, double usd) =>
        Assert.Equal(Money.FromUsd((decimal)usd), Book.Price("anthropic", null, "claude-sonnet-4-5", Now, new(input, 0, 0, 0, 0, 0), default).Cost);

    [Fact]
    public void Multipliers_compose_and_are_told()
    {
        var quote = Book.Price("anthropic", null, "claude-opus-4-8", Now, Million, new("batch", "fast", "us"));
        Assert.Equal(PriceStatus.Priced, Book.Price("anthropic", null, "claude-fable-5-2", Now, Million, new(null, "fast", null)).Status);

        Assert.Equal((PriceStatus.Priced, Money.FromUsd(5m * 0.5m * 2m * 1.1m)), Cost(quote));
        Assert.Contains("\"times\":{\"service_tier=batch\":0.5,\"speed=fast\":2,\"inference_geo=us\":1.1}", quote.Basis, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai", "gpt-5", "flex", 0.625, PriceStatus.Priced)]
    [InlineData("openai", "gpt-5", "priority", 2.5, PriceStatus.Priced)]
    [InlineData("openai", "gpt-5", "default", 1.25, PriceStatus.Priced)]
    [InlineData("openai", "gpt-5", "scale", 1.25, PriceStatus.Estimated)]
    [InlineData("anthropic", "claude-haiku-4-5", "priority", 1, PriceStatus.Estimated)]
    [InlineData("anthropic", "claude-haiku-4-5", "standard", 1, PriceStatus.Priced)]
    [InlineData("google", "gemini-2.5-flash", "ON_DEMAND", 0.3, PriceStatus.Priced)]
    [InlineData("google", "gemini-2.5-flash", "ON_DEMAND_FLEX", 0.15, PriceStatus.Priced)]
    [InlineData("groq", "llama-3.1-8b-instant", "flex", 0.05, PriceStatus.Priced)]
    public void A_tier_that_the_reply_names_has_its_rate_or_makes_it_an_estimate(string provider, string model, string tier, double usd, object status)
    {
        var quote = Book.Price(provider, null, model, Now, Million, new(tier, null, null));

        Assert.Equal(((PriceStatus)status, Money.FromUsd((decimal)usd)), Cost(quote));
    }

    [Fact]
    public void Searches_are_per_thousand_and_no_multiplier_touches_them() =>
        Assert.Equal(Money.FromUsd(0.04m), Book.Price("anthropic", null, "claude-opus-4-8", Now, default(TokenUsage) with { WebSearches = 4 }, new("batch", null, null)).Cost);

    [Fact]
    public void The_same_rates_are_the_same_text()
    {
        var one = Book.Price("anthropic", null, "claude-opus-4-8", Now, Million, default).Basis;

        Assert.Same(one, Book.Price("anthropic", "claude-opus-4-8", "x", Now, Million, default).Basis);
        using var basis = JsonDocument.Parse(one!);
        Assert.Equal(6.25m, basis.RootElement.GetProperty("rates").GetProperty("cache_write_5m").GetDecimal());
        Assert.Equal(10m, basis.RootElement.GetProperty("other_units").GetProperty("web_searches_kcount").GetDecimal());
    }

    [Fact]
    public void A_list_price_has_the_tier_and_the_longest_output()
    {
        var list = Book.List("anthropic", "claude-sonnet-4-5", Now, 200_001)!;

        Assert.Equal((6m, 7.5m, 64_000L), (list.Rates.Input, list.Rates.CacheWrite5m, list.MaxOutput));
    }

    [Fact]
    public void What_the_user_says_comes_first_and_the_narrower_of_two()
    {
        var book = new PriceBook();
        book.Use(new OwnPrices([Own(null, "claude-*", 7), Own("anthropic", "claude-opus-4-8", 8)], new Dictionary<string, Uri>()));

        Assert.Equal(Money.FromUsd(8), book.Price("anthropic", null, "claude-opus-4-8", Now, Million, default).Cost);
        Assert.Equal(Money.FromUsd(7), book.Price("anthropic", null, "claude-haiku-4-5", Now, Million, default).Cost);
        Assert.Equal(Money.FromUsd(2.5m), book.Price("openai", null, "gpt-4o", Now, Million, default).Cost);
        book.Use(OwnPrices.None);
        Assert.Equal(Money.FromUsd(5), book.Price("anthropic", null, "claude-opus-4-8", Now, Million, default).Cost);
    }

    [Fact]
    public void A_provider_of_the_users_own_has_the_prices_of_its_address()
    {
        var book = new PriceBook();
        book.Use(new OwnPrices([], new Dictionary<string, Uri> { ["mine"] = new("https://api.cerebras.ai/v1"), ["near"] = new("http://localhost/?https://api.cerebras.ai") }));

        Assert.Equal("cerebras", book.Price("mine", null, "gpt-oss-120b", Now, Million, default).Provider);
        Assert.Null(book.Price("near", null, "gpt-oss-120b", Now, Million, default).Cost);
    }

    [Fact]
    public void A_downloaded_table_comes_before_what_is_built_in_and_the_overlay_fills_its_gaps()
    {
        var book = new PriceBook();
        book.Use(Table("""{ "id": "claude-sonnet-5", "match": { "starts_with": "claude-sonnet-5" }, "prices": [ { "rates": { "input": 9 } } ] }"""));

        Assert.Equal(Money.FromUsd(9), book.Price("anthropic", null, "claude-sonnet-5", Now, Million, default).Cost);
        Assert.Equal("claude-sonnet-5-5", book.Price("anthropic", null, "claude-sonnet-5-5", Now, Million, default).Model);
        Assert.Equal(Money.FromUsd(1), book.Price("anthropic", null, "claude-haiku-4-5", Now, Million, default).Cost);
        Assert.Equal(128_000, book.List("anthropic", "claude-sonnet-5", Now, 0)!.MaxOutput);
        book.Use((PriceTable?)null);
        Assert.Equal(Money.FromUsd(2), book.Price("anthropic", null, "claude-sonnet-5", Now, Million, default).Cost);
    }

    [Fact]
    public void A_pattern_that_never_ends_matches_nothing()
    {
        var book = new PriceBook(Table("""{ "id": "x", "match": { "regex": "^(a+)+$" }, "prices": [ { "rates": { "input": 9 } } ] }"""));

        Assert.Null(book.Price("anthropic", null, new string('a', 60) + "!", Now, Million, default).Cost);
    }

    private static OwnPrice Own(string? provider, string pattern, decimal input) =>
        new(provider, pattern, PricedModel.Flat(provider ?? "any", pattern, new Rates(input, null, null, null, input), null, "config.json"));

    private static PriceTable Table(string model) =>
        PriceTable.Read(Encoding.UTF8.GetBytes($$"""{ "schema": 1, "providers": [ { "id": "anthropic", "models": [ {{model}} ] } ] }"""));

    private static (PriceStatus, Money) Cost(Quote quote) => (quote.Status, quote.Cost!.Value);

    private static (string?, string?) Pair(Quote quote) => (quote.Provider, quote.Model);
}
