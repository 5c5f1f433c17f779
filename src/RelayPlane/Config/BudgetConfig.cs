using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>budget</c>: what may be spent, in US dollars or tokens, and what happens beyond.</summary>
internal sealed record BudgetConfig(
    bool? Enabled = null,
    decimal? DailyUsd = null,
    decimal? HourlyUsd = null,
    decimal? WeeklyUsd = null,
    decimal? MonthlyUsd = null,
    decimal? PerRequestUsd = null,
    decimal? SessionCapUsd = null,
    [property: JsonPropertyName("dailyCapUSD")] decimal? DailyCapUsd = null,
    long? DailyTokens = null,
    long? HourlyTokens = null,
    long? WeeklyTokens = null,
    long? MonthlyTokens = null,
    BreachAction? OnBreach = null,
    ModelName? DowngradeTo = null,
    IReadOnlyList<ModelName>? ModelLadder = null,
    string? AlertWebhook = null,
    IReadOnlyList<double>? AlertThresholds = null,
    double? WarningThreshold = null,
    double? ReserveWaitSeconds = null,
    bool? ClampOutput = null,
    UnpricedAction? Unpriced = null,
    string? TimeZone = null,
    string? Window = null,
    JsonElement? Agents = null,
    JsonElement? Clients = null,
    JsonElement? Models = null);

/// <summary>What a call beyond a budget meets.</summary>
internal enum BreachAction
{
    [JsonStringEnumMemberName("block")]
    Block,

    [JsonStringEnumMemberName("warn")]
    Warn,

    [JsonStringEnumMemberName("downgrade")]
    Downgrade,

    [JsonStringEnumMemberName("alert")]
    Alert,
}

/// <summary>What a call without a known price meets.</summary>
internal enum UnpricedAction
{
    [JsonStringEnumMemberName("allow")]
    Allow,

    [JsonStringEnumMemberName("block")]
    Block,
}

/// <summary><c>downgrade</c>: cheaper models once a share of the daily budget is spent.</summary>
internal sealed record DowngradeConfig(bool? Enabled = null, double? ThresholdPercent = null, IReadOnlyDictionary<string, ModelName>? Mapping = null);
