using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Telemetry;

/// <summary>What <c>/v1/telemetry/stats</c> says, in the words of the Node product. Dollars are null where no price is known.</summary>
internal sealed record TelemetryStats(TelemetrySummary Summary, IReadOnlyList<TelemetryModel> ByModel, IReadOnlyList<TelemetryDay> DailyCosts);

/// <summary>Sums over the days that were asked for.</summary>
/// <param name="TotalEvents">Calls in these days.</param>
/// <param name="TotalRequests">Calls since the gateway's start.</param>
/// <param name="HistoryLimit">Null: the ledger has none.</param>
/// <param name="RetentionDays">Null: single calls are kept for ever.</param>
/// <param name="SuccessRate">From 0 to 1; null of nothing.</param>
internal sealed record TelemetrySummary(
    decimal? TotalCostUsd, long TotalEvents, long TotalRequests, long? HistoryLimit, double? RetentionDays, long AvgLatencyMs, double? SuccessRate);

/// <summary>Sums over the calls that a model answered.</summary>
internal sealed record TelemetryModel(string Model, string Provider, long Count, decimal? CostUsd, decimal Savings);

/// <summary>Sums over a day.</summary>
internal sealed record TelemetryDay(string Date, decimal? CostUsd, long Requests);

/// <summary>What <c>/v1/telemetry/runs</c> says: calls, the newest first.</summary>
internal sealed record TelemetryRuns(IReadOnlyList<TelemetryRun> Runs, TelemetryPage Pagination);

/// <summary>Where in the list the answer is.</summary>
internal sealed record TelemetryPage(long Total, int Limit, int Offset);

/// <summary>One call.</summary>
/// <param name="Mode">The route that took it; <c>direct</c> for none.</param>
/// <param name="Status"><c>success</c> or <c>error</c>.</param>
/// <param name="Complexity">The tier that routing gave it; null for none.</param>
/// <param name="Escalated">Whether it climbed to a dearer model.</param>
internal sealed record TelemetryRun(
    string Id,
    string Mode,
    string Status,
    [property: JsonPropertyName("started_at")] DateTimeOffset StartedAt,
    string? Model,
    string? Provider,
    [property: JsonPropertyName("routed_to")] string? RoutedTo,
    [property: JsonPropertyName("original_model")] string? OriginalModel,
    string TaskType,
    string? Complexity,
    decimal? CostUsd,
    long LatencyMs,
    long TokensIn,
    long TokensOut,
    long CacheCreationTokens,
    long CacheReadTokens,
    decimal Savings,
    bool Escalated,
    string? Error,
    int? StatusCode,
    string? AgentFingerprint,
    string? AgentId);

/// <summary>What <c>/v1/telemetry/savings</c> says: against what the same calls would have cost uncached and at the model that was asked for, not against a dear model that nobody asked for.</summary>
/// <param name="PotentialSavings">What they would have cost.</param>
/// <param name="Percentage">Of that, saved.</param>
internal sealed record TelemetrySavings(
    decimal? ActualCost, decimal SavedAmount, decimal CacheSavings, decimal RoutingSavings, bool HasAnthropicCalls, decimal PotentialSavings, double Percentage, IReadOnlyList<TelemetrySavedDay> ByDay);

/// <summary>What a day saved.</summary>
internal sealed record TelemetrySavedDay(string Date, decimal? ActualCost, decimal SavedAmount);

/// <summary>What <c>/v1/telemetry/health</c> says.</summary>
internal sealed record TelemetryHealth(IReadOnlyList<TelemetryProvider> Providers);

/// <summary>How a provider is.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>down</c>: as well as its best key.</param>
/// <param name="Latency">Milliseconds: the median of the last day.</param>
/// <param name="SuccessRate">Of the last day, from 0 to 1; null where it had no call.</param>
internal sealed record TelemetryProvider(string Provider, string Status, double? Latency, double? SuccessRate, DateTimeOffset LastChecked);

/// <summary>Writes them without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TelemetryStats))]
[JsonSerializable(typeof(TelemetryRuns))]
[JsonSerializable(typeof(TelemetrySavings))]
[JsonSerializable(typeof(TelemetryHealth))]
internal sealed partial class TelemetryJson : JsonSerializerContext;
