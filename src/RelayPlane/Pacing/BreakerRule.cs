namespace RelayPlane.Pacing;

/// <summary>When a breaker opens, and for how long.</summary>
/// <param name="WindowSeconds">How far back it looks.</param>
/// <param name="LeastSamples">It takes no fewer attempts for a verdict.</param>
/// <param name="FailureRatio">The share of failures that opens it.</param>
/// <param name="LeastBodies">It takes failures of so many different request bodies: one poisonous call says nothing of the target.</param>
/// <param name="LeastFailures">It takes so many failures.</param>
/// <param name="CooldownSeconds">How long it stays open; null for a second, doubled each time up to 15.</param>
internal sealed record BreakerRule(
    double WindowSeconds = 30, int LeastSamples = 20, double FailureRatio = 0.5, int LeastBodies = 3, int LeastFailures = 1, double? CooldownSeconds = null)
{
    public static BreakerRule Default { get; } = new();

    /// <summary>RelayPlane's <c>reliability.cooldowns</c>: so many failures within a window, whatever else succeeds.</summary>
    public static BreakerRule Cooldown(int allowedFails, double windowSeconds, double cooldownSeconds) =>
        new(windowSeconds, 1, 0, 1, Math.Max(1, allowedFails), cooldownSeconds);
}
