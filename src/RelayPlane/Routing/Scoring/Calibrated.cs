namespace RelayPlane.Routing.Scoring;

/// <summary>How one head is put right by labels: its log-odds, times one number, plus another.</summary>
internal sealed record HeadCalibration(double A, double B)
{
    /// <summary>Leaves a head as it is.</summary>
    public static HeadCalibration Identity { get; } = new(1, 0);

    private const double Edge = 1e-4;

    public float Apply(float raw) => A == 1 && B == 0 ? raw : (float)(1 / (1 + Math.Exp(-(A * LogOdds(raw) + B))));

    /// <summary>Of a chance that is kept away from certainty.</summary>
    public static double LogOdds(double chance)
    {
        var inside = Math.Clamp(chance, Edge, 1 - Edge);
        return Math.Log(inside / (1 - inside));
    }
}

/// <summary>How the heads of the built-in weights are put right by what the user's own labels say.</summary>
internal sealed record Calibrated(HeadCalibration Simple, HeadCalibration Moderate, HeadCalibration Complex)
{
    /// <summary>Leaves all heads as they are.</summary>
    public static Calibrated Identity { get; } = new(HeadCalibration.Identity, HeadCalibration.Identity, HeadCalibration.Identity);

    public Heads Apply(Heads raw) => this == Identity ? raw : new(Simple.Apply(raw.Simple), Moderate.Apply(raw.Moderate), Complex.Apply(raw.Complex));

    public HeadCalibration Of(Tier tier) => tier switch
    {
        Tier.Simple => Simple,
        Tier.Moderate => Moderate,
        _ => Complex,
    };
}
