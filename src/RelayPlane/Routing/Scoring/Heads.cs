namespace RelayPlane.Routing.Scoring;

/// <summary>For each tier, the calibrated probability that its answer is good enough.</summary>
internal readonly record struct Heads(float Simple, float Moderate, float Complex)
{
    /// <summary>What the dearest tier adds to the cheapest: what calls are ranked by.</summary>
    public float Gain => Complex - Simple;
}
