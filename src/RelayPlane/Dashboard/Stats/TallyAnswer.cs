using System.Text.Json.Serialization;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Stats;

/// <summary>The sums over a group of calls, as <c>relayplane stats --json</c> prints them and <c>/api</c> answers. The names are a promise.</summary>
internal record TallyAnswer
{
    public required long Requests { get; init; }

    public required long Errors { get; init; }

    public required long Attempts { get; init; }

    public required long Runs { get; init; }

    public required long Unpriced { get; init; }

    public required long Estimated { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public required long CacheReadTokens { get; init; }

    public required long CacheWriteTokens { get; init; }

    [JsonPropertyName("cache_write_5m_tokens")]
    public required long CacheWrite5mTokens { get; init; }

    [JsonPropertyName("cache_write_1h_tokens")]
    public required long CacheWrite1hTokens { get; init; }

    public required long ReasoningTokens { get; init; }

    public required decimal? CostUsd { get; init; }

    public required long? CostNano { get; init; }

    public required decimal CacheSavedUsd { get; init; }

    public required long CacheSavedNano { get; init; }

    public required decimal RoutingSavedUsd { get; init; }

    public required long RoutingSavedNano { get; init; }

    public required decimal FallbackUsd { get; init; }

    public required long FallbackNano { get; init; }

    public required double? P50Ms { get; init; }

    public required double? P95Ms { get; init; }

    public required double? P99Ms { get; init; }

    public static TallyAnswer Of(Tally tally) => new()
    {
        Requests = tally.Requests,
        Errors = tally.Errors,
        Attempts = tally.Attempts,
        Runs = tally.Runs,
        Unpriced = tally.Unpriced,
        Estimated = tally.Estimated,
        TokensIn = tally.TokensIn,
        TokensOut = tally.TokensOut,
        CacheReadTokens = tally.CacheRead,
        CacheWriteTokens = tally.CacheWrite5m + tally.CacheWrite1h,
        CacheWrite5mTokens = tally.CacheWrite5m,
        CacheWrite1hTokens = tally.CacheWrite1h,
        ReasoningTokens = tally.Reasoning,
        CostUsd = tally.Cost?.Usd,
        CostNano = tally.Cost?.NanoUsd,
        CacheSavedUsd = new Money(tally.CacheSavedNano).Usd,
        CacheSavedNano = tally.CacheSavedNano,
        RoutingSavedUsd = new Money(tally.RoutingSavedNano).Usd,
        RoutingSavedNano = tally.RoutingSavedNano,
        FallbackUsd = new Money(tally.FallbackNano).Usd,
        FallbackNano = tally.FallbackNano,
        P50Ms = Milliseconds(tally.Latency.Percentile(0.5)),
        P95Ms = Milliseconds(tally.Latency.Percentile(0.95)),
        P99Ms = Milliseconds(tally.Latency.Percentile(0.99)),
    };

    public static double? Milliseconds(TimeSpan? duration) => duration is { } known ? Math.Round(known.TotalMilliseconds, 1) : null;
}
