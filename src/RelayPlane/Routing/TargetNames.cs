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
        : (plainly ? null : Overridden(api, name)) ?? Means(new Word(api, name, MostAliases) { IsPlain = plainly });

    /// <summary>What a word in the config means: as a client's, but that nothing overrides it; and a provider's name alone is the same model there.</summary>
    public Named Written(Api api, string name, string sameModel) => Written(new Word(api, name, MostAliases), sameModel);

    private Named Written(Word word, string sameModel) =>
        providers.TryGetValue(word.Name, out var provider) ? Named.By("named", new Target(provider, sameModel)) : Means(word with { IsPlain = false, IsConfigs = true });

    private Named? Overridden(Api api, string name)
    {
        if (Rules.Overrides.Count == 0)
        {
            return null;
        }

        if (!Rules.Overrides.TryGetValue(name, out var becomes)
            && (Means(new Word(api, name, MostAliases)).Target is not { } meant || !Rules.Overrides.TryGetValue($"{meant.Provider.Name}/{meant.Model}", out becomes)))
        {
            return null;
        }

        var named = Written(api, becomes, name);
        return named with { Reason = "override", IsChosen = named.Wish != Wish.Auto };
    }

    private Named Means(Word word)
    {
        var (api, name) = (word.Api, word.Name);
        if (Rules.Aliases.TryGetValue(name, out var stands))
        {
            return word.MayStand ? Written(word.For(stands), name) with { Reason = $"alias:{name}" } : Named.Nothing($"{name} leads back to itself in the config.");
        }

        // What stands at a moved home may have a model of such a name, unless the config says what the word is.
        var (home, own) = (HomeProvider.Of(api), Wishes.Of(OurNames.Bare(name)));
        if (Wishes.In(name, bare: !moved.Contains(home) || (own is { } bare && Rules.Own(bare) is not null)) is { } wish)
        {
            return Rules.Plainly(wish, home) is not { } model ? Named.Nothing($"{name} means no model here: name models in routing.complexity.")
                : word.MayStand ? Written(word.For(model), name) with { Reason = $"alias:{name.ToLowerInvariant()}", Wish = wish }
                : Named.Nothing($"{name} leads back to itself in the config.");
        }

        return OurNames.IsOurs(name) ? Unknown(name) : Suffixed(word) ?? Spelled(Plain(word), word);
    }

    /// <summary>Only what is known without its suffix has one.</summary>
    private Named? Suffixed(Word word)
    {
        if (Suffix.Cut(word.Name, out var wish) is not { } model || Rules.Family is not { } family)
        {
            return null;
        }

        // With a suffix of ours it is meant for us, whatever stands at home.
        var named = Means(word with { Name = model, IsConfigs = true });
        if (named.Target is not { } target || !(Rules.Aliases.ContainsKey(model) || family.Knows(target)))
        {
            return named.Target is null && Rules.Aliases.ContainsKey(model) ? named : null;
        }

        var tier = word is { IsPlain: false, MayStand: true } && Rules.Own(wish) is { } own ? Written(word.For(own), target.Model).Target : null;
        return word.IsPlain ? named : new Named(family.Of(target, wish, tier), Suffix.Reason(wish), null) { IsChosen = true };
    }

    /// <summary>A name that no model has, but that is another way to write one's. What may serve any name gets it as it is.</summary>
    private Named Spelled(Named plain, Word word)
    {
        // What stands at a moved address may serve any name; but a provider's own kind of name is looked up all the same, and so is what the config means for others too.
        if (word.IsPlain || plain.Target is not { } target
            || (moved.Contains(target.Provider.Name) && providerOfModel(target.Model) != target.Provider.Name && !(word.IsConfigs && plain.Reason == "home")))
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
            if (IsMeant(name, word) && providers.TryGetValue(name, out var provider) && Rules.Spelled(name, target.Model) is { } id && id != target.Model)
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

    /// <summary>
    /// Whether a provider's own kind of name means it. What clients call at a moved home is that home's, as it may serve anything; but what the config names, it names
    /// for the clients of every API, and so for each of them the same: the provider that the config knows.
    /// </summary>
    private bool IsMeant(string provider, Word word) =>
        (word.IsConfigs && configured.Contains(provider)) || (!moved.Contains(provider) && !moved.Contains(HomeProvider.Of(word.Api)));

    private static Named Respelled(Target target, Provider provider, string id) => Named.By($"spelling:{target.Model}", new Target(provider, id));

    private Named Plain(Word word)
    {
        var (name, homeName) = (word.Name, HomeProvider.Of(word.Api));
        var (slash, isMoved) = (name.IndexOf('/', StringComparison.Ordinal), moved.Contains(homeName));
        if (slash > 0 && providers.TryGetValue(name[..slash], out var named) && (configured.Contains(named.Name) || !isMoved))
        {
            return Named.By("named", new Target(named, name[(slash + 1)..]));
        }

        if (providerOfModel(name) is { } owner && providers.TryGetValue(owner, out var owning) && (!isMoved || (word.IsConfigs && configured.Contains(owner))))
        {
            return Named.By("catalog", new Target(owning, name));
        }

        return slash > 0 && !isMoved ? Unknown(name) : Home(homeName, name);
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

    /// <summary>A name, and how it is to be understood.</summary>
    /// <param name="Left">How many names it may still stand for, one after another.</param>
    private readonly record struct Word(Api Api, string Name, int Left)
    {
        /// <summary>Whether nothing of the config makes another model of it.</summary>
        public bool IsPlain { get; init; }

        /// <summary>Whether the config names it; else a client does.</summary>
        public bool IsConfigs { get; init; }

        public bool MayStand => Left > 0;

        public Word For(string name) => this with { Name = name, Left = Left - 1 };
    }
}
