using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>Which provider and model a name means, written by a client or in the config. The rules stand in the order in which they are tried.</summary>
/// <param name="providers">Every provider that catalog or config knows, by name.</param>
/// <param name="providerOfModel">The provider whose models are named like this one, or null.</param>
/// <param name="configured">Providers that the config names, or that have a key or need none.</param>
/// <param name="moved">Providers whose base URL the config changed: what stands there may serve any model, under any name.</param>
/// <param name="rules">What else the config makes of names; null for nothing.</param>
internal sealed class TargetNames(
    IReadOnlyDictionary<string, Provider> providers, Func<string, string?> providerOfModel, IReadOnlySet<string> configured, IReadOnlySet<string> moved, NameRules? rules = null)
{
    /// <summary>The checks of a config find circles; whatever they do not see ends here.</summary>
    private const int MostAliases = 16;

    /// <summary>Those that have no models but their own: where a loose spelling may belong that no prefix knows.</summary>
    private static readonly string[] s_spelled = ["anthropic", "openai", "google", "xai", "deepseek", "mistral"];

    public NameRules Rules { get; } = rules ?? NameRules.None;

    /// <summary>Null where there is none, or it is switched off.</summary>
    public Provider? Provider(string name) => providers.GetValueOrDefault(name);

    /// <summary>What a client's word means; empty for a call that names no model.</summary>
    /// <param name="plainly">Nothing of the config, and no better knowledge, makes another model of the one that is named.</param>
    public Named Asked(Api api, string name, bool plainly = false) =>
        name.Length == 0 ? Home(HomeProvider.Of(api), string.Empty)
        : (plainly ? null : Overridden(api, name)) ?? Means(api, name, plainly, MostAliases);

    /// <summary>What a word in the config means: as a client's, but that nothing overrides it; and a provider's name alone is the same model there.</summary>
    public Named Written(Api api, string name, string sameModel) => Written(api, name, sameModel, MostAliases);

    private Named Written(Api api, string name, string sameModel, int aliases) =>
        providers.TryGetValue(name, out var provider) ? Named.By("named", new Target(provider, sameModel)) : Means(api, name, plainly: false, aliases);

    private Named? Overridden(Api api, string name)
    {
        if (Rules.Overrides.Count == 0)
        {
            return null;
        }

        if (!Rules.Overrides.TryGetValue(name, out var becomes)
            && (Means(api, name, plainly: false, MostAliases).Target is not { } meant || !Rules.Overrides.TryGetValue($"{meant.Provider.Name}/{meant.Model}", out becomes)))
        {
            return null;
        }

        var named = Written(api, becomes, name);
        return named with { Reason = "override", IsChosen = named.Wish != Wish.Auto };
    }

    private Named Means(Api api, string name, bool plainly, int aliases)
    {
        if (aliases > 0 && Rules.Aliases.TryGetValue(name, out var stands))
        {
            return Written(api, stands, name, aliases - 1) with { Reason = $"alias:{name}" };
        }

        var home = HomeProvider.Of(api);
        if (Wishes.In(name, bare: !moved.Contains(home)) is { } wish)
        {
            return Rules.Plainly(wish, home) is { } model
                ? Written(api, model, name, aliases - 1) with { Reason = $"alias:{name.ToLowerInvariant()}", Wish = wish }
                : Named.Nothing($"{name} means no model here: name models in routing.complexity.");
        }

        return OurNames.IsOurs(name) ? Unknown(name) : Suffixed(api, name, plainly, aliases) ?? Spelled(Plain(api, name), plainly);
    }

    /// <summary>Only what is known without its suffix has one.</summary>
    private Named? Suffixed(Api api, string name, bool plainly, int aliases)
    {
        if (Suffix.Cut(name, out var wish) is not { } model || Rules.Family is not { } family)
        {
            return null;
        }

        var named = Means(api, model, plainly, aliases);
        if (named.Target is not { } target || !(Rules.Aliases.ContainsKey(model) || family.Knows(target)))
        {
            return null;
        }

        return plainly ? named : new Named(family.Of(target, wish), Suffix.Reason(wish), null) { IsChosen = true };
    }

    /// <summary>A name that no model has, but that is another way to write one's. What may serve any name gets it as it is.</summary>
    private Named Spelled(Named plain, bool plainly)
    {
        // What stands at a moved address may serve any name; but a provider's own kind of name is looked up all the same.
        if (plainly || plain.Target is not { } target || (moved.Contains(target.Provider.Name) && providerOfModel(target.Model) != target.Provider.Name))
        {
            return plain;
        }

        if (plain.Reason != "home" || Rules.Spelled(target.Provider.Name, target.Model) is not null)
        {
            return Rules.Spelled(target.Provider.Name, target.Model) is { } id && id != target.Model ? Respelled(target, target.Provider, id) : plain;
        }

        (Provider Provider, string Id)? found = null;
        foreach (var name in s_spelled)
        {
            if (!moved.Contains(name) && providers.TryGetValue(name, out var provider) && Rules.Spelled(name, target.Model) is { } id && id != target.Model)
            {
                if (found is not null)
                {
                    return plain;
                }

                found = (provider, id);
            }
        }

        return found is { } only ? Respelled(target, only.Provider, only.Id) : plain;
    }

    private static Named Respelled(Target target, Provider provider, string id) => Named.By($"spelling:{target.Model}", new Target(provider, id));

    private Named Plain(Api api, string name)
    {
        var homeName = HomeProvider.Of(api);
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

    private Named Home(string name, string model) => providers.TryGetValue(name, out var home)
        ? Named.By("home", new Target(home, model))
        : Named.Nothing($"The provider {name}, where this call would go, is switched off in the config.");

    private Named Unknown(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var known = providers.Keys.Select(provider => slash >= 0 ? $"{provider}/{name[(slash + 1)..]}" : provider).Concat(OurNames.Listed).Concat(Rules.Aliases.Keys);
        var near = NearNames.Of(name, known);
        var hint = near.Count > 0 ? $" Did you mean {string.Join(", ", near)}?" : string.Empty;
        return Named.Nothing($"No provider has a model named {name}.{hint}");
    }
}
