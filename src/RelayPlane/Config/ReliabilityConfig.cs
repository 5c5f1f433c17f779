using System.Text.Json;

namespace RelayPlane.Config;

/// <summary><c>reliability</c>: RelayPlane's cooldowns, honoured only where they are written.</summary>
internal sealed record ReliabilityConfig(CooldownsConfig? Cooldowns = null);

/// <summary><c>reliability.cooldowns</c>.</summary>
internal sealed record CooldownsConfig(bool? Enabled = null, int? AllowedFails = null, double? WindowSeconds = null, double? CooldownSeconds = null);

/// <summary><c>pacing</c>: how long a call may wait instead of failing.</summary>
/// <param name="Enabled">False turns waiting off.</param>
/// <param name="MaxWaitSeconds">The longest deadline; 600 unless given.</param>
/// <param name="PingAfterSeconds">When a stream that waits is begun, with pings; 45 unless given.</param>
/// <param name="SpillAfterSeconds">The expected wait beyond which another target is tried.</param>
/// <param name="MaxQueuedBytes">The memory that waiting calls may hold.</param>
internal sealed record PacingConfig(
    bool? Enabled = null, double? MaxWaitSeconds = null, double? PingAfterSeconds = null, double? SpillAfterSeconds = null, long? MaxQueuedBytes = null);

/// <summary>The top-level <c>rateLimit</c> of RelayPlane's local limiter.</summary>
internal sealed record LocalRateLimitConfig(
    IReadOnlyDictionary<string, RateLimitConfig>? Models = null, int? MaxQueueDepth = null, long? QueueTimeoutMs = null);

/// <summary><c>crossProviderCascade</c>: RelayPlane's fallback between providers.</summary>
internal sealed record CrossProviderCascadeConfig(
    bool? Enabled = null,
    IReadOnlyList<string>? Providers = null,
    IReadOnlyList<int>? TriggerStatuses = null,
    JsonElement? ModelMapping = null);
