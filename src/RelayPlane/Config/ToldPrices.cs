using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Config;

/// <summary><c>models.NAME.price</c> and <c>pricing.models.NAME</c>: what the user says that a model costs. NAME may hold <c>*</c>, and may begin with <c>provider/</c>.</summary>
internal static class ToldPrices
{
    private const string Source = "config.json";

    /// <param name="config">The user's config.</param>
    /// <param name="providers">All providers, by name: of those that the catalog does not know, the address tells whose prices they have.</param>
    public static OwnPrices Of(GatewayConfig config, IReadOnlyDictionary<string, Provider> providers) => new(
        [.. All(config).Where(told => told.Price is { Input: not null }).SelectMany(told => Rows(told.Provider, told.Name, told.Price!, config))],
        providers.Values.Where(provider => !ProviderTable.Rows.ContainsKey(provider.Name)).ToDictionary(provider => provider.Name, provider => provider.BaseUrl));

    public static IEnumerable<(string Path, string Text)> Problems(GatewayConfig config) =>
        All(config).Where(told => told.Price is { Input: null }).Select(told => (told.Path, "needs input, in US dollars per million tokens"));

    private static IEnumerable<(string Path, string? Provider, string Name, PriceConfig? Price)> All(GatewayConfig config) =>
        (config.Models ?? new Dictionary<string, ModelConfig>()).Select(pair => ($"models.{pair.Key}.price", pair.Value?.Provider, pair.Key, pair.Value?.Price))
            .Concat((config.Pricing?.Models ?? new Dictionary<string, PriceConfig>()).Select(pair => ($"pricing.models.{pair.Key}", (string?)null, pair.Key, (PriceConfig?)pair.Value)));

    /// <summary>A name with a slash may be a provider's model, or a model whose own name has one: it is both.</summary>
    private static IEnumerable<OwnPrice> Rows(string? provider, string name, PriceConfig price, GatewayConfig config)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        yield return new OwnPrice(provider, name, Row(provider, name, price));
        if (provider is null && slash > 0 && (ProviderTable.Rows.ContainsKey(name[..slash]) || config.Providers.ContainsKey(name[..slash])))
        {
            yield return new OwnPrice(name[..slash], name[(slash + 1)..], Row(name[..slash], name[(slash + 1)..], price));
        }
    }

    private static PricedModel Row(string? provider, string name, PriceConfig price)
    {
        var rates = new Rates(price.Input!.Value, price.CacheRead, price.CacheWrite5m, price.CacheWrite1h, price.Output)
        {
            Reasoning = price.Reasoning,
            InputAudio = price.InputAudio,
            CacheReadAudio = price.CacheReadAudio,
            OutputAudio = price.OutputAudio,
            WebSearches = price.WebSearchesPerThousand,
            Requests = price.RequestsPerThousand,
        };
        return PricedModel.Flat(provider ?? "any", name, rates, price.MaxOutput, Source);
    }
}
