using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;

namespace RelayPlane.Routing;

/// <summary>Builds what names mean under a config.</summary>
internal static class NamesFrom
{
    public static TargetNames Config(GatewayConfig config, ProviderSet set, PriceBook prices, LiveFigures figures, TimeProvider clock) => new(
        set.Providers,
        ModelPrefixes.ProviderOf,
        Configured(config, set),
        set.Providers.Values.Where(provider => Moved(provider, set)).Select(provider => provider.Name).ToFrozenSet(),
        NameRules.From(config, Keyed(set), prices, figures, clock));

    /// <summary>Providers that have a key.</summary>
    public static FrozenSet<string> Keyed(ProviderSet set) => set.Keys.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key).ToFrozenSet();

    /// <summary>Providers that the config names, or that have a key or need none.</summary>
    public static FrozenSet<string> Configured(GatewayConfig config, ProviderSet set) =>
        set.Providers.Values.Where(provider => config.Providers.ContainsKey(provider.Name) || set.Keys[provider.Name].Count > 0 || provider.Keyless).Select(provider => provider.Name).ToFrozenSet();

    /// <summary>Whether the config put another base URL in place of the catalog's.</summary>
    private static bool Moved(Provider provider, ProviderSet set) =>
        ProviderTable.Rows.GetValueOrDefault(provider.Name)?.BaseUrl is { } usual
        && !string.Equals(new Uri(usual.Replace("{region}", provider.Region, StringComparison.Ordinal)).Authority, set.Providers[provider.Name].BaseUrl.Authority, StringComparison.OrdinalIgnoreCase);
}
