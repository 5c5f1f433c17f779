using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>ledger</c>: how long calls are remembered, and whether with their text.</summary>
internal sealed record LedgerConfig(double? RetentionDays = null, double? MaxSizeMb = null, bool? StoreContent = null, SecretRef? Connection = null);

/// <summary><c>traces</c>: RelayPlane's per-request files.</summary>
internal sealed record TracesConfig(
    bool? Enabled = null, bool? StoreFullRequests = null, double? RetentionDays = null, string? Directory = null, double? MaxDiskMb = null);

/// <summary><c>cache</c>: RelayPlane's response cache.</summary>
internal sealed record CacheConfig(
    bool? Enabled = null,
    double? MaxSizeMb = null,
    double? DefaultTtlSeconds = null,
    IReadOnlyDictionary<string, double>? TtlByTaskType = null,
    bool? OnlyWhenDeterministic = null,
    string? CacheDir = null,
    string? Mode = null,
    double? AggressiveMaxAge = null);

/// <summary><c>dashboard</c>.</summary>
internal sealed record DashboardConfig(bool? ShowRequestContent = null);

/// <summary><c>memory</c>.</summary>
internal sealed record MemoryConfig(bool? ProceduralInjectionEnabled = null);

/// <summary><c>mesh</c>: parsed, and never acted on: nothing leaves the machine.</summary>
internal sealed record MeshConfig(
    bool? Enabled = null,
    string? Endpoint = null,
    [property: JsonPropertyName("sync_interval_ms")] long? SyncIntervalMs = null,
    bool? Contribute = null);

/// <summary><c>pricing</c>: prices of the user's own, by model.</summary>
/// <param name="Models">Model → price.</param>
/// <param name="File">Where <c>pricing update</c> keeps its table; <c>prices.json</c> in the home where not given.</param>
internal sealed record PricingConfig(IReadOnlyDictionary<string, PriceConfig>? Models = null, string? File = null);
