using RelayPlane.Catalog;
using RelayPlane.Routing;
using Spoken = RelayPlane.Catalog.Api;

namespace RelayPlane.Dashboard.Routing;

/// <summary>Says of each name what it means, and why.</summary>
internal sealed class NameRows(Router router)
{
    private const string Spelling = "spelling:";

    private readonly NameRules _rules = router.Names.Rules;

    public NamesAnswer Answer() => new(
    [
        Tier("simple", _rules.Tiers.Simple, Wish.Cost),
        Tier("moderate", _rules.Tiers.Moderate, Wish.Auto),
        Tier("complex", _rules.Tiers.Complex, Wish.Quality),
        .. OurNames.Listed.Where(name => !_rules.Aliases.ContainsKey(name)).Select(BuiltIn),
        .. _rules.Aliases.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Own(pair.Key, "alias", pair.Value, "It is an alias in the config")),
        .. _rules.Overrides.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Own(pair.Key, "override", pair.Value, "The config overrides this model, before anything else is asked")),
    ]);

    private NameRow Tier(string name, string? written, Wish wish)
    {
        if (written is not null)
        {
            return Own(name, "tier", written, "The config names it");
        }

        var (means, why) = Usual(wish, "The config names none, so it is");
        return new NameRow(name, "tier", null, means, why);
    }

    private NameRow Own(string name, string kind, string written, string because)
    {
        var named = router.Names.Written(Spoken.OpenAI, written, name);
        if (kind == "override" && router.IsOff)
        {
            return new NameRow(name, kind, written, null, "Routing is switched off, so nothing is overridden.");
        }

        // What goes to a client's own provider goes elsewhere for a client of another API.
        var everywhere = Each(api => router.Names.Written(api, written, name).Target);
        return named.Target is not { } target ? new NameRow(name, kind, written, null, named.Refusal?.Message ?? "It means nothing.")
            : everywhere is null ? new NameRow(name, kind, written, null, $"{because}; no provider is known for {written}, so it goes to the one whose API the client speaks.")
            : new NameRow(name, kind, written, Text(target), named.Reason.StartsWith(Spelling, StringComparison.Ordinal)
                ? $"{because}; {target.Provider.Name} has {named.Reason[Spelling.Length..]} as {target.Model}."
                : $"{because}.");
    }

    private NameRow BuiltIn(string name)
    {
        var wish = Wishes.In(name, bare: false) ?? Wish.None;
        var (tier, written) = wish switch
        {
            Wish.Quality => ("complex", _rules.Tiers.Complex),
            Wish.Auto => ("moderate", _rules.Tiers.Moderate),
            _ => ("simple", _rules.Tiers.Simple),
        };
        var scored = wish == Wish.Auto && router.Scores ? "Each call is scored; without a score it is" : "It is";
        if (written is null)
        {
            var (means, why) = Usual(wish, scored);
            return new NameRow(name, "built_in", null, means, why);
        }

        var target = Each(api => router.Names.Written(api, written, name).Target);
        return new NameRow(name, "built_in", null, target is null ? null : Text(target), $"{scored} the {tier} tier, which the config names {written}.");
    }

    private (string? Means, string Why) Usual(Wish wish, string begin)
    {
        if (Each(api => _rules.Plainly(wish, HomeProvider.Of(api)) is { } written ? router.Names.Written(api, written, string.Empty).Target : null) is not { } target)
        {
            return (null, $"{begin} what is usual for the provider whose API the client speaks: no provider has a key here.");
        }

        return (Text(target), $"{begin} what is usual for {target.Provider.Name}, the first provider with a key.");
    }

    /// <summary>What all clients get; null where that differs.</summary>
    private static Target? Each(Func<Spoken, Target?> of) =>
        Enum.GetValues<Spoken>().Select(of).Distinct().ToArray() is [{ } same] ? same : null;

    private static string Text(Target target) => $"{target.Provider.Name}/{target.Model}";
}
