using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary>The whole of <c>config.json</c>, as written. Null where the file says nothing, but for the sections that every call asks.</summary>
internal sealed record GatewayConfig(
    [property: JsonPropertyName("$schema")] string? Schema = null,
    ServerConfig? Server = null,
    AuthConfig? Auth = null,
    IReadOnlyList<ClientConfig>? Clients = null,
    IReadOnlyDictionary<string, ProviderConfig>? Providers = null,
    string? DefaultProvider = null,
    OllamaConfig? Ollama = null,
    IReadOnlyDictionary<string, RouteConfig>? Routes = null,
    RoutingConfig? Routing = null,
    IReadOnlyDictionary<string, ModelName>? ModelOverrides = null,
    IReadOnlyDictionary<string, ModelName>? Aliases = null,
    IReadOnlyDictionary<string, ModelConfig>? Models = null,
    LimitsConfig? Limits = null,
    PacingConfig? Pacing = null,
    ReliabilityConfig? Reliability = null,
    CrossProviderCascadeConfig? CrossProviderCascade = null,
    LocalRateLimitConfig? RateLimit = null,
    BudgetConfig? Budget = null,
    DowngradeConfig? Downgrade = null,
    AlertsConfig? Alerts = null,
    AnomalyConfig? Anomaly = null,
    PricingConfig? Pricing = null,
    LedgerConfig? Ledger = null,
    DashboardConfig? Dashboard = null,
    CacheConfig? Cache = null,
    TracesConfig? Traces = null,
    MemoryConfig? Memory = null,
    MeshConfig? Mesh = null,
    JsonElement? Sandbox = null,
    bool? Enabled = null,
    JsonElement? Mode = null,
    JsonElement? Strategies = null,
    JsonElement? Defaults = null,
    [property: JsonPropertyName("device_id")] string? DeviceId = null,
    [property: JsonPropertyName("telemetry_enabled")] bool? TelemetryEnabled = null,
    [property: JsonPropertyName("telemetry_explicitly_set")] bool? TelemetryExplicitlySet = null,
    [property: JsonPropertyName("telemetry_migration_applied")] JsonElement? TelemetryMigrationApplied = null,
    [property: JsonPropertyName("telemetry_exclude")] JsonElement? TelemetryExclude = null,
    [property: JsonPropertyName("lifecycle_enabled")] bool? LifecycleEnabled = null,
    [property: JsonPropertyName("lifecycle_explicitly_set")] bool? LifecycleExplicitlySet = null,
    [property: JsonPropertyName("last_ping_date")] JsonElement? LastPingDate = null,
    [property: JsonPropertyName("last_dashboard_ping")] JsonElement? LastDashboardPing = null,
    [property: JsonPropertyName("first_run_complete")] bool? FirstRunComplete = null,
    [property: JsonPropertyName("api_key")] SecretRef? ApiKey = null,
    [property: JsonPropertyName("config_version")] JsonElement? ConfigVersion = null,
    [property: JsonPropertyName("created_at")] JsonElement? CreatedAt = null,
    [property: JsonPropertyName("updated_at")] JsonElement? UpdatedAt = null,
    JsonElement? Autostart = null)
{
    /// <summary>What holds with no file at all.</summary>
    public static GatewayConfig Default { get; } = new(Server: null);

    public ServerConfig Server { get; init; } = Server ?? new ServerConfig();

    public AuthConfig Auth { get; init; } = Auth ?? new AuthConfig();

    public IReadOnlyList<ClientConfig> Clients { get; init; } = Clients ?? [];

    public IReadOnlyDictionary<string, ProviderConfig> Providers { get; init; } = Providers ?? new Dictionary<string, ProviderConfig>();
}

/// <summary>Reads and describes the config without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(GatewayConfig))]
internal sealed partial class ConfigJson : JsonSerializerContext;
