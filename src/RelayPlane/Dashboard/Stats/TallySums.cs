using System.Text.Json.Serialization;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Stats;

/// <summary>The sums over a group of calls, as <c>relayplane stats --json</c> prints them and <c>/api</c> answers. The names are a promise.</summary>
internal abstract record TallySums
{
    public long Requests { get; private set; }

    public long Errors { get; private set; }

    public long Attempts { get; private set; }

    public long Runs { get; private set; }

    public long Unpriced { get; private set; }

    public long Estimated { get; private set; }

    public long TokensIn { get; private set; }

    public long TokensOut { get; private set; }

    public long CacheReadTokens { get; private set; }

    public long CacheWriteTokens { get; private set; }

    [JsonPropertyName("cache_write_5m_tokens")]
    public long CacheWrite5mTokens { get; private set; }

    [JsonPropertyName("cache_write_1h_tokens")]
    public long CacheWrite1hTokens { get; private set; }

    public long ReasoningTokens { get; private set; }

    public decimal? CostUsd { get; private set; }

    public long? CostNano { get; private set; }

    public decimal CacheSavedUsd { get; private set; }

    public long CacheSavedNano { get; private set; }

    public decimal RoutingSavedUsd { get; private set; }

    public long RoutingSavedNano { get; private set; }

    public decimal FallbackUsd { get; private set; }

    public long FallbackNano { get; private set; }

    public double? P50Ms { get; private set; }

    public double? P95Ms { get; private set; }

    public double? P99Ms { get; private set; }

    /// <summary>Writes the sums into a row that has been made for them.</summary>
    protected static T Fill<T>(T row, Tally tally)
        where T : TallySums
    {
        TallySums sums = row;
        sums.Requests = tally.Requests;
        sums.Errors = tally.Errors;
        sums.Attempts = tally.Attempts;
        sums.Runs = tally.Runs;
        sums.Unpriced = tally.Unpriced;
        sums.Estimated = tally.Estimated;
        sums.TokensIn = tally.TokensIn;
        sums.TokensOut = tally.TokensOut;
        sums.CacheReadTokens = tally.CacheRead;
        sums.CacheWriteTokens = tally.CacheWrite5m + tally.CacheWrite1h;
        sums.CacheWrite5mTokens = tally.CacheWrite5m;
        sums.CacheWrite1hTokens = tally.CacheWrite1h;
        sums.ReasoningTokens = tally.Reasoning;
        sums.CostUsd = tally.Cost?.Usd;
        sums.CostNano = tally.Cost?.NanoUsd;
        sums.CacheSavedUsd = new Money(tally.CacheSavedNano).Usd;
        sums.CacheSavedNano = tally.CacheSavedNano;
        sums.RoutingSavedUsd = new Money(tally.RoutingSavedNano).Usd;
        sums.RoutingSavedNano = tally.RoutingSavedNano;
        sums.FallbackUsd = new Money(tally.FallbackNano).Usd;
        sums.FallbackNano = tally.FallbackNano;
        sums.P50Ms = TallyAnswer.Milliseconds(tally.Latency.Percentile(0.5));
        sums.P95Ms = TallyAnswer.Milliseconds(tally.Latency.Percentile(0.95));
        sums.P99Ms = TallyAnswer.Milliseconds(tally.Latency.Percentile(0.99));
        return row;
    }
}
