using RelayPlane.Config;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>How calls are routed by what they need: what the config says for all, overlaid by a route's own.</summary>
internal sealed record StrategyTerms
{
    /// <summary>Whether a tier is chosen for each call.</summary>
    public bool Scores { get; init; }

    /// <summary>Whether what is chosen is done; else it is only told.</summary>
    public bool Acts { get; init; } = true;

    /// <summary>Only for calls that ask for no certain model.</summary>
    public bool OnlyWishes { get; init; }

    public bool AllowsUpgrade { get; init; } = true;

    /// <summary>By plain rules in the place of the trained weights.</summary>
    public bool ByRules { get; init; }

    public double Lambda { get; init; } = TierValue.UsualLambda;

    public Tier Floor { get; init; } = Tier.Simple;

    public Tier Ceiling { get; init; } = Tier.Complex;

    /// <summary>The quality that evidence must show to be kept before anything is done; null to ask for none.</summary>
    public double? MustKeep { get; init; }

    /// <summary>The route whose evidence is asked for; null for that of all calls.</summary>
    public string? Scope { get; init; }

    public SessionMove Move { get; init; } = SessionMove.Up;

    /// <summary>Whether an agent's conversation may get a dearer model than it asks for.</summary>
    public bool UpgradesSessions { get; init; }

    /// <summary><c>routing.cascade</c>; null where it is off.</summary>
    public CascadeConfig? Cascade { get; init; }
}
