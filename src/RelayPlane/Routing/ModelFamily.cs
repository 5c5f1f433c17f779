using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Routing;

/// <summary>The models of one family: what <c>:cost</c>, <c>:fast</c> and <c>:quality</c> choose from. It never leaves the provider, nor the provider's own models.</summary>
/// <param name="figures">How long a target takes to its first token, these minutes.</param>
internal sealed class ModelFamily(PriceBook prices, LiveFigures figures, TimeProvider clock)
{
    private const string Sandbox = "sandbox";

    /// <summary>What models are compared by: three times as much in as out.</summary>
    private static readonly TokenUsage s_usual = new(3000, 0, 0, 0, 1000, 0);

    /// <summary>Whether a provider's models are in any table under this very name.</summary>
    public bool Knows(Target target) =>
        Counterparts.HasOnlyItsOwn(target.Provider.Name)
            ? prices.Spelled(target.Provider.Name, target.Model) == target.Model
            : prices.Find(target.Provider.Name, target.Model) is not null;

    /// <param name="tier">The model that the config has for what is wished; null for none. It is meant where it is one of the family, and no step the other way.</param>
    public Target Of(Target target, Wish wish, Target? tier = null)
    {
        if (Ladders.FamilyOf(target.Model) is not { } family || !(Counterparts.HasOnlyItsOwn(target.Provider.Name) || target.Provider.Name == Sandbox))
        {
            return target;
        }

        tier = tier is not null && tier.Provider.Name == target.Provider.Name && Ladders.FamilyOf(tier.Model) == family && IsStep(target, tier, wish) ? tier : null;
        var members = Members(target, family);
        return wish switch
        {
            Wish.Cost or Wish.Quality when tier is not null => tier,
            Wish.Cost => members.MinBy(member => Price(member) ?? decimal.MaxValue)!,
            Wish.Quality => members.MaxBy(member => Price(member) ?? -1)!,
            _ => Quickest(tier is null || members.Contains(tier) ? members : [.. members, tier], tier ?? target, family, isNamed: tier is not null),
        };
    }

    /// <summary>The model itself first, so that of equals it stays.</summary>
    private List<Target> Members(Target target, string family)
    {
        var tiers = ModelPrefixes.ProviderOf(target.Model) is { } owner ? UsualTiers.Of(owner) : null;
        var dash = target.Model.LastIndexOf('-');
        string[] beside = [.. dash > 0 ? [target.Model[..dash]] : Array.Empty<string>(), family, .. tiers is null ? [] : new[] { tiers.Simple, tiers.Moderate, tiers.Complex }];
        var members = new List<Target> { target };
        foreach (var name in beside.Concat(Ladders.Of(target.Model).SelectMany(rung => rung)))
        {
            var member = new Target(target.Provider, name);
            if (!members.Contains(member) && Ladders.FamilyOf(name) == family && IsListed(member) && Price(member) is not null)
            {
                members.Add(member);
            }
        }

        return members;
    }

    /// <summary>By what was measured; where nothing was, the config's own, else the smallest.</summary>
    private Target Quickest(List<Target> members, Target target, string family, bool isNamed)
    {
        if (Soonest.Of(members.OrderBy(member => Price(member) ?? decimal.MaxValue), figures.FirstToken) is { } soonest)
        {
            return soonest;
        }

        if (isNamed)
        {
            return target;
        }

        var smallest = Ladders.Of(target.Model) is [.., var last] ? last : [family];
        return members.FirstOrDefault(member => smallest.Contains(member.Model)) ?? target;
    }

    /// <summary>A row covers names that nobody has, as the beginnings of families are.</summary>
    private bool IsListed(Target target) => !Counterparts.HasOnlyItsOwn(target.Provider.Name) || prices.Spelled(target.Provider.Name, target.Model) == target.Model;

    /// <summary>Whether a model is cheaper where that is wished, or is quick; dearer where quality is; or the same.</summary>
    private bool IsStep(Target from, Target to, Wish wish) =>
        from.Is(to) || (Price(from) is { } price && Price(to) is { } there && (wish == Wish.Quality ? there >= price : there <= price));

    private decimal? Price(Target target) =>
        prices.List(target.Provider.Name, target.Model, clock.GetUtcNow(), s_usual.TotalInput)?.Rates.Cost(s_usual)?.NanoUsd;
}
