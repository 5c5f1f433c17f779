namespace RelayPlane.Metering;

/// <summary>
/// What one attempt consumed, in tokens, in disjoint classes: no token is in two of them and none is negative. Input is what was neither read
/// from nor written to a cache. Reasoning is the part of <see cref="Output"/> that was spent on it, so it is never added to a sum.
/// </summary>
internal readonly record struct TokenUsage(long Input, long CacheRead, long CacheWrite5m, long CacheWrite1h, long Output, long Reasoning)
{
    /// <summary>All input, cache reads and writes included.</summary>
    public long TotalInput => Input + CacheRead + CacheWrite5m + CacheWrite1h;
}
