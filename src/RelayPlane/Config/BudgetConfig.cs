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
    BudgetWindowing? Window = null,
    IReadOnlyDictionary<string, ScopedBudget>? Agents = null,
    IReadOnlyDictionary<string, ScopedBudget>? Clients = null,
    IReadOnlyDictionary<string, ScopedBudget>? Models = null);

/// <summary>A budget of one agent, client or model, or of each whose name matches.</summary>
internal sealed record ScopedBudget(
    decimal? DailyUsd = null,
    decimal? HourlyUsd = null,
    decimal? WeeklyUsd = null,
    decimal? MonthlyUsd = null,
    decimal? PerRequestUsd = null,
    decimal? SessionCapUsd = null,
    long? DailyTokens = null,
    long? HourlyTokens = null,
    long? WeeklyTokens = null,
    long? MonthlyTokens = null,
    BreachAction? OnBreach = null,
    ModelName? DowngradeTo = null);

/// <summary>When budgets begin anew.</summary>
internal enum BudgetWindowing
{
    /// <summary>By the hours, days, weeks and months of a time zone.</summary>
    [JsonStringEnumMemberName("calendar")]
    Calendar,

    /// <summary>A day is the last 24 hours.</summary>
    [JsonStringEnumMemberName("rolling")]
    Rolling,
}

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
