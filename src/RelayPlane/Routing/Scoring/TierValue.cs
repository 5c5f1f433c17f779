namespace RelayPlane.Routing.Scoring;

/// <summary>The decision: the tier whose quality, less what its cost is worth, is highest.</summary>
internal static class TierValue
{
    /// <summary>The knob where nobody set it, for <see cref="TierCosts.Usual"/>: on the routing data it spends what the keyword rules spend (<c>./bench routing</c>).</summary>
    public const double UsualLambda = .38;

    /// <param name="lambda">The knob: quality that one unit of cost must bring. At 0 cost does not matter.</param>
    /// <returns>The cheapest of equals; the dearest where cost does not matter.</returns>
    public static Tier Best(Heads q, TierCosts costs, double lambda)
    {
        var (tier, value) = (Tier.Simple, q.Simple - lambda * costs.Simple);
        if (q.Moderate - lambda * costs.Moderate is var moderate && Beats(moderate, value, lambda))
        {
            (tier, value) = (Tier.Moderate, moderate);
        }

        return Beats(q.Complex - lambda * costs.Complex, value, lambda) ? Tier.Complex : tier;
    }

    private static bool Beats(double dearer, double cheaper, double lambda) => lambda > 0 ? dearer > cheaper : dearer >= cheaper;
}
