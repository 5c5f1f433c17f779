namespace RelayPlane.Config;

/// <summary><c>alerts</c>: where alarms go, and how often.</summary>
internal sealed record AlertsConfig(
    bool? Enabled = null, string? WebhookUrl = null, SecretRef? WebhookSecret = null, long? CooldownMs = null, int? MaxHistory = null, StringList? Actions = null);

/// <summary><c>anomaly</c>: what counts as unusual.</summary>
internal sealed record AnomalyConfig(
    bool? Enabled = null, double? VelocityThreshold = null, decimal? TokenExplosionUsd = null, int? RepetitionThreshold = null, long? WindowMs = null, StringList? Actions = null);
