namespace RelayPlane.Metering;

/// <summary>
/// What one model charges, in US dollars per million tokens. A cache class without a rate of its own costs what its parent costs (1-hour writes
/// as 5-minute writes, cache classes as input), never nothing.
/// </summary>
internal sealed record Rates(
    decimal Input, decimal? CacheRead, decimal? CacheWrite5m, decimal? CacheWrite1h, decimal? Output)
{
    private const decimal TokensPerUnit = 1_000_000m;

    /// <summary>Exact until the one rounding at the end. Null where output was produced whose rate is unknown.</summary>
    public Money? Cost(in TokenUsage usage)
    {
        if (Output is null && usage.Output > 0)
        {
            return null;
        }

        decimal write5m = CacheWrite5m ?? Input;
        decimal sum = usage.Input * Input
            + usage.CacheRead * (CacheRead ?? Input)
            + usage.CacheWrite5m * write5m
            + usage.CacheWrite1h * (CacheWrite1h ?? write5m)
            + usage.Output * (Output ?? 0);
        return Money.FromUsd(sum / TokensPerUnit);
    }
}
