using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>The model of each tier; null where there is none.</summary>
internal sealed record TierTargets(Target? Simple, Target? Moderate, Target? Complex)
{
    public static IReadOnlyList<Tier> All { get; } = [Tier.Simple, Tier.Moderate, Tier.Complex];

    public Target? this[Tier tier] => tier switch
    {
        Tier.Simple => Simple,
        Tier.Moderate => Moderate,
        _ => Complex,
    };

    /// <summary>The cheapest tier that has this model; null for a model of none.</summary>
    public Tier? Of(Target target)
    {
        foreach (var tier in All)
        {
            if (target.Is(this[tier]))
            {
                return tier;
            }
        }

        return null;
    }

    /// <summary>Those of the tiers that pass, the others null.</summary>
    public TierTargets Where(Func<Target, bool> passes) => new(Kept(Simple, passes), Kept(Moderate, passes), Kept(Complex, passes));

    /// <summary>The tier itself, or where it has no model the next above, or else below, that has.</summary>
    public Tier? Nearest(Tier tier)
    {
        for (var above = tier; above <= Tier.Complex; above++)
        {
            if (this[above] is not null)
            {
                return above;
            }
        }

        return Below(tier);
    }

    /// <summary>The next below that has a model.</summary>
    public Tier? Below(Tier tier)
    {
        for (var below = tier - 1; below >= Tier.Simple; below--)
        {
            if (this[below] is not null)
            {
                return below;
            }
        }

        return null;
    }

    private static Target? Kept(Target? target, Func<Target, bool> passes) => target is not null && passes(target) ? target : null;
}
