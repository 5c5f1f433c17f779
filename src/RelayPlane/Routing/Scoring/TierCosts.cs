namespace RelayPlane.Routing.Scoring;

/// <summary>What a call costs on each tier, in any one unit.</summary>
internal readonly record struct TierCosts(double Simple, double Moderate, double Complex)
{
    /// <summary>Where prices are not known: in shares of the dearest tier.</summary>
    public static TierCosts Usual { get; } = new(.2, .6, 1);
}
