namespace RelayPlane.Metering;

/// <summary>
/// What one model charges, in US dollars per million tokens. A class without a rate of its own costs what its parent costs (1-hour writes as
/// 5-minute writes, cache classes and audio as input, reasoning and audio as output), never nothing.
/// </summary>
internal sealed record Rates(
    decimal Input, decimal? CacheRead, decimal? CacheWrite5m, decimal? CacheWrite1h, decimal? Output)
{
    private const decimal TokensPerUnit = 1_000_000m;
    private const decimal CountPerUnit = 1_000m;

    /// <summary>More than any bill; beyond it nano-dollars no longer fit, and the count is a provider's mistake.</summary>
    private const decimal MostUsd = 1_000_000_000m;

    public decimal? InputAudio { get; init; }

    public decimal? CacheReadAudio { get; init; }

    public decimal? OutputAudio { get; init; }

    /// <summary>Where thinking costs something else than other output.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>US dollars per thousand searches on the web.</summary>
    public decimal? WebSearches { get; init; }

    /// <summary>US dollars per thousand requests, beside their tokens.</summary>
    public decimal? Requests { get; init; }

    /// <summary>Whether a usage has nothing whose rate is unknown but that costs something.</summary>
    public bool Covers(in TokenUsage usage) => usage.WebSearches == 0 || WebSearches is not null;

    /// <summary>Exact until the one rounding at the end. Null where output was produced whose rate is unknown, or where the count cannot be true.</summary>
    /// <param name="usage">What was used.</param>
    /// <param name="times">What all token rates are multiplied by: batch, priority and the like. Searches and requests cost the same everywhere.</param>
    public Money? Cost(in TokenUsage usage, decimal times = 1m)
    {
        if (Output is null && usage.Output > 0)
        {
            return null;
        }

        var usd = ((InputSum(usage) + OutputSum(usage)) * times / TokensPerUnit)
            + (((usage.WebSearches * (WebSearches ?? 0m)) + (Requests ?? 0m)) / CountPerUnit);
        return usd <= MostUsd ? Money.FromUsd(usd) : null;
    }

    private decimal InputSum(in TokenUsage usage)
    {
        var write5m = CacheWrite5m ?? Input;
        var read = CacheRead ?? Input;
        return ((usage.Input - usage.InputAudio) * Input)
            + (usage.InputAudio * (InputAudio ?? Input))
            + ((usage.CacheRead - usage.CacheReadAudio) * read)
            + (usage.CacheReadAudio * (CacheReadAudio ?? read))
            + (usage.CacheWrite5m * write5m)
            + (usage.CacheWrite1h * (CacheWrite1h ?? write5m));
    }

    private decimal OutputSum(in TokenUsage usage)
    {
        // Audio and thoughts are parts of the output; together they are never more than all of it.
        var output = Output ?? 0m;
        var audio = Math.Min(usage.OutputAudio, usage.Output);
        var thoughts = Math.Min(usage.Reasoning, usage.Output - audio);
        return ((usage.Output - audio - thoughts) * output) + (audio * (OutputAudio ?? output)) + (thoughts * (Reasoning ?? output));
    }
}
