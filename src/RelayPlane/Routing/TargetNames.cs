using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>Which provider and model a name means, written by a client or in the config. The rules stand in the order in which they are tried.</summary>
/// <param name="providers">Every provider that catalog or config knows, by name.</param>
/// <param name="providerOfModel">The provider whose models are named like this one, or null.</param>
/// <param name="configured">Providers that the config names, or that have a key or need none.</param>
/// <param name="moved">Providers whose base URL the config changed: what stands there may serve any model, under any name.</param>
internal sealed class TargetNames(
    IReadOnlyDictionary<string, Provider> providers, Func<string, string?> providerOfModel, IReadOnlySet<string> configured, IReadOnlySet<string> moved)
{
    private static readonly string[] OurPrefixes = ["rp:", "relayplane:"];

    /// <summary>Null where there is none, or it is switched off.</summary>
    public Provider? Provider(string name) => providers.GetValueOrDefault(name);

    /// <summary>What a client's word means; empty for a call that names no model.</summary>
    public Named Asked(Api api, string name)
    {
        var homeName = HomeProvider.Of(api);
        if (name.Length == 0)
        {
            return Home(homeName, string.Empty);
        }

        if (OurPrefixes.Any(ours => name.StartsWith(ours, StringComparison.OrdinalIgnoreCase)))
        {
            return Unknown(name);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && providers.TryGetValue(name[..slash], out var named) && (configured.Contains(named.Name) || !moved.Contains(homeName)))
        {
            return Named.By("named", new Target(named, name[(slash + 1)..]));
        }

        if (moved.Contains(homeName))
        {
            return Home(homeName, name);
        }

        if (providerOfModel(name) is { } owner && providers.TryGetValue(owner, out var owning))
        {
            return Named.By("catalog", new Target(owning, name));
        }

        return slash > 0 ? Unknown(name) : Home(homeName, name);
    }

    /// <summary>What a word in the config means: as a client's, and a provider's name alone is the same model there.</summary>
    public Named Written(Api api, string name, string sameModel) =>
        providers.TryGetValue(name, out var provider) ? Named.By("named", new Target(provider, sameModel)) : Asked(api, name);

    private Named Home(string name, string model) => providers.TryGetValue(name, out var home)
        ? Named.By("home", new Target(home, model))
        : Named.Nothing($"The provider {name}, where this call would go, is switched off in the config.");

    private Named Unknown(string name)
    {
        var near = NearNames.Of(name, providers.Keys.Select(provider => name.Contains('/', StringComparison.Ordinal) ? $"{provider}/{name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]}" : provider));
        var hint = near.Count > 0 ? $" Did you mean {string.Join(", ", near)}?" : string.Empty;
        return Named.Nothing($"No provider has a model named {name}.{hint}");
    }
}
