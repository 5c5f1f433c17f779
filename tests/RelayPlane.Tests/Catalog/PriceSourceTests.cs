using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class PriceSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_genai_prices_publishes_becomes_a_table_of_ours()
    {
        var source = Read("""
            [ { "id": "p", "name": "P", "api_pattern": "https://p", "fallback_model_providers": ["q"], "models": [
                { "id": "m", "match": { "or": [ { "equals": "m" }, { "starts_with": "m-" } ] }, "price_comments": "x",
                  "prices": [
                    { "prices": { "input_mtok": { "base": 3, "tiers": [ { "start": 200000, "price": 6 } ] }, "cache_write_mtok": 3.75, "cache_write_1h_mtok": 6,
                                  "cache_read_mtok": 0.3, "output_mtok": 15, "web_searches_kcount": 10, "brain_waves": 2 } },
                    { "constraint": { "start_date": "2026-12-01" }, "prices": { "input_mtok": 1 } } ] },
                { "id": "day", "match": { "equals": "day" }, "prices": [ { "prices": { "input_mtok": 2, "input_audio_mtok": 4 } },
                    { "constraint": { "start_time": "10:00:00Z", "end_time": "14:00:00Z" }, "prices": { "input_mtok": 1e-7 } } ] } ] } ]
            """);
        var m = source.Table.Find("p")!.Find("m-1")!;

        Assert.Equal(["brain_waves"], source.Unknown);
        Assert.Equal(new Rates(3, 0.3m, 3.75m, 6, 15) { WebSearches = 10 }, m.At(Now, 200_000)!.Rates);
        Assert.Equal(new Rates(6, 0.3m, 3.75m, 6, 15) { WebSearches = 10 }, m.At(Now, 200_001)!.Rates);
        Assert.Equal(1, m.At(Now.AddMonths(1), 0)!.Rates.Input);
        Assert.Equal(0.0000001m, source.Table.Find("p")!.Find("day")!.At(Now, 0)!.Rates.Input);
        Assert.Equal(4, source.Table.Find("p")!.Find("day")!.At(Now.AddHours(2), 0)!.Rates.InputAudio);
        Assert.Equal(("2026-11-24", "q"), (source.Table.Date, source.Table.Find("p")!.Fallbacks.Single()));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("[ 1 ]")]
    [InlineData("""{ "schema": 1, "providers": [ { "models": [] } ] }""")]
    [InlineData("""{ "schema": 1, "providers": [ { "id": "p", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": [ { "rates": { "input": -1 } } ] } ] } ] }""")]
    [InlineData("""{ "schema": 1, "providers": [ { "id": "p", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": [ { "rates": { "input": 1e28 } } ] } ] } ] }""")]
    [InlineData("""[ { "id": "p", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": { "input_mtok": 1e99 } } ] } ]""")]
    [InlineData("""{ "schema": 1, "providers": [ { "id": "p", "models": [ { "id": "m", "match": { "regex": "(" }, "prices": [] } ] } ] }""")]
    [InlineData("""{ "schema": 1, "providers": [ { "id": "p", "models": [ { "id": "m", "match": { "sounds_like": "m" }, "prices": [] } ] } ] }""")]
    [InlineData("""{ "schema": 1, "providers": [ { "id": "p", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": [ { "rates": { "input": "3" } } ] } ] } ] }""")]
    public void What_cannot_be_a_price_table_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void Changes_are_told_and_leaps_apart()
    {
        var changes = PriceChanges.Between(Table(("a", 1), ("b", 1), ("c", 1)), Table(("b", 2), ("c", 10), ("d", 1)), Now);

        Assert.Equal(["p/d"], changes.Added);
        Assert.Equal(["p/a"], changes.Removed);
        Assert.Equal(["p/b input $1 → $2", "p/c input $1 → $10"], changes.Changed);
        Assert.Equal(["p/c input $1 → $10"], changes.Leaps);
    }

    [Fact]
    public void A_leap_of_the_rates_for_large_inputs_alone_is_one_as_well()
    {
        static PriceTable Tiered(int price) => Read(
            $$"""[ { "id": "p", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": { "input_mtok": { "base": 1, "tiers": [ { "start": 200000, "price": {{price}} } ] } } } ] } ]""").Table;

        Assert.Equal(["p/m above 200,000 input $2 → $20"], PriceChanges.Between(Tiered(2), Tiered(20), Now).Leaps);
    }

    [Fact]
    public void The_table_that_is_built_in_can_be_read_to_its_end_and_names_its_licences()
    {
        var table = PriceTable.Embedded();

        Assert.Equal((43, 1700), (table.Providers.Count, table.Providers.Sum(id => table.Find(id)!.Models.Count)));
        Assert.Contains("Pydantic", table.Licence, StringComparison.Ordinal);
        Assert.All(PriceTable.Overlay().Find("anthropic")!.Models, row => Assert.NotNull(row.At(Now, 0)));
    }

    private static PriceSource Read(string json) => PriceSource.Read(Encoding.UTF8.GetBytes(json), "2026-11-24");

    private static PriceTable Table(params (string Model, decimal Input)[] models) => Read(
        $$"""{ "schema": 1, "providers": [ { "id": "p", "models": [ {{string.Join(",", models.Select(model => $$"""{ "id": "{{model.Model}}", "match": { "equals": "{{model.Model}}" }, "prices": [ { "rates": { "input": {{model.Input}} } } ] }"""))}} ] } ] }""").Table;
}
