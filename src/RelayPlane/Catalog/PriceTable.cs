using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>What models cost, by the provider that really answered. A model that no row covers has no price: null, never 0.</summary>
internal sealed class PriceTable
{
    /// <summary>Found rows are kept by model; a client that invents names cannot make it grow without bound.</summary>
    private const int MostFound = 1000;

    private readonly FrozenDictionary<string, IReadOnlyList<PriceRow>> _rows;
    private readonly ConcurrentDictionary<(string Provider, string Model), PriceRow?> _found = new();

    private PriceTable(FrozenDictionary<string, IReadOnlyList<PriceRow>> rows) => _rows = rows;

    /// <summary>The table that is built in: <c>prices.json</c>.</summary>
    public static PriceTable Embedded()
    {
        using Stream stream = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")
            ?? throw new InvalidOperationException("prices.json is not embedded.");
        return Parse(stream);
    }

    /// <summary>
    /// Reads <c>{ "providers": { NAME: [family] }, "models": { FAMILY: [ { "names", "prefixes", "rates", "tiers" } ] } }</c>: a provider charges by
    /// the rows of its families, first match in file order. Rates are US dollars per million tokens.
    /// </summary>
    public static PriceTable Parse(Stream json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Dictionary<string, IReadOnlyList<PriceRow>> families = document.RootElement.GetProperty("models").EnumerateObject().ToDictionary(
            family => family.Name,
            IReadOnlyList<PriceRow> (family) => [.. family.Value.EnumerateArray().Select(Row)]);
        return new(document.RootElement.GetProperty("providers").EnumerateObject().ToFrozenDictionary(
            provider => provider.Name,
            IReadOnlyList<PriceRow> (provider) => [.. provider.Value.EnumerateArray().SelectMany(family => families[family.GetString()!])],
            StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Prices by the model that the provider says answered, else by the one it was sent.</summary>
    public Money? Price(string provider, string? returned, string sent, in TokenUsage usage) =>
        (Find(provider, returned) ?? Find(provider, sent))?.For(usage).Cost(usage);

    public Rates? List(string provider, string model, long totalInput) => Find(provider, model)?.For(new TokenUsage(totalInput, 0, 0, 0, 0, 0));

    private PriceRow? Find(string provider, string? model)
    {
        if (model is null || !_rows.TryGetValue(provider, out IReadOnlyList<PriceRow>? rows))
        {
            return null;
        }

        if (_found.TryGetValue((provider, model), out PriceRow? known))
        {
            return known;
        }

        PriceRow? found = rows.FirstOrDefault(row => row.Covers(model));
        if (_found.Count < MostFound)
        {
            _ = _found.TryAdd((provider, model), found);
        }

        return found;
    }

    private static PriceRow Row(JsonElement row) => new(
        Strings(row, "names"),
        Strings(row, "prefixes"),
        ReadRates(row.GetProperty("rates")),
        row.TryGetProperty("tiers", out JsonElement tiers) ? [.. tiers.EnumerateArray().Select(Tier)] : []);

    private static PriceTier Tier(JsonElement tier) => new(tier.GetProperty("above").GetInt64(), ReadRates(tier.GetProperty("rates")));

    private static Rates ReadRates(JsonElement rates) => new(
        rates.GetProperty("input").GetDecimal(),
        Rate(rates, "cache_read"),
        Rate(rates, "cache_write_5m"),
        Rate(rates, "cache_write_1h"),
        Rate(rates, "output"));

    private static decimal? Rate(JsonElement rates, string name) =>
        rates.TryGetProperty(name, out JsonElement rate) ? rate.GetDecimal() : null;

    private static List<string> Strings(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
