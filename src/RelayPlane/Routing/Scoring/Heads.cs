namespace RelayPlane.Routing.Scoring;

/// <summary>For each tier, the calibrated probability that its answer is good enough.</summary>
internal readonly record struct Heads(float Simple, float Moderate, float Complex)
{
    /// <summary>What the dearest tier adds to the cheapest: what calls are ranked by.</summary>
    public float Gain => Complex - Simple;

    /// <summary>The same with no stronger tier less likely good than a weaker one: where the weights say so, which are fitted apart, they only do not know better.</summary>
    public Heads Rising() => new(Simple, Math.Max(Simple, Moderate), Math.Max(Simple, Math.Max(Moderate, Complex)));
}
