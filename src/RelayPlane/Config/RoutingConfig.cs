using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>routing</c>: whether the gateway chooses the model, and how.</summary>
/// <param name="Rules">Further routes, tried after all of <c>routes</c>.</param>
internal sealed record RoutingConfig(
    bool? Enabled = null,
    RoutingMode? Mode = null,
    ComplexityConfig? Complexity = null,
    CascadeConfig? Cascade = null,
    IReadOnlyList<RouteConfig>? Rules = null,
    string? Classifier = null,
    double? Lambda = null,
    double? Floor = null,
    SessionsConfig? Sessions = null)
{
    /// <summary>The mode in force: where none is written, the section that is turned on says it.</summary>
    public RoutingMode ModeInForce() =>
        Mode ?? (Complexity is { Enabled: true } ? RoutingMode.Complexity : Cascade is { Enabled: true } ? RoutingMode.Cascade : RoutingMode.Standard);
}

/// <summary><c>routing.sessions</c>: how a conversation may change its model.</summary>
/// <param name="Move">Which way.</param>
/// <param name="Upgrade">Whether an agent's conversation, whose prompt is cached, may get a dearer model than it asks for; else it may not.</param>
internal sealed record SessionsConfig(SessionMove? Move = null, bool? Upgrade = null);

/// <summary>Which way a conversation may change its model.</summary>
internal enum SessionMove
{
    /// <summary>To a dearer tier only.</summary>
    [JsonStringEnumMemberName("up")]
    Up,

    /// <summary>Either way, where the change pays for the cache that it throws away.</summary>
    [JsonStringEnumMemberName("free")]
    Free,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("never")]
    Never,
}

/// <summary>RelayPlane's modes, and <see cref="Observe"/>, which decides without acting.</summary>
internal enum RoutingMode
{
    [JsonStringEnumMemberName("standard")]
    Standard,

    [JsonStringEnumMemberName("passthrough")]
    Passthrough,

    [JsonStringEnumMemberName("auto")]
    Auto,

    [JsonStringEnumMemberName("complexity")]
    Complexity,

    [JsonStringEnumMemberName("cascade")]
    Cascade,

    [JsonStringEnumMemberName("observe")]
    Observe,
}

/// <summary><c>routing.complexity</c>: a model for each tier.</summary>
internal sealed record ComplexityConfig(
    bool? Enabled = null,
    ModelName? Simple = null,
    ModelName? Moderate = null,
    ModelName? Complex = null,
    ApplyTo? ApplyTo = null,
    bool? AllowUpgrade = null,
    string? Classifier = null,
    double? Lambda = null,
    TierName? Floor = null,
    TierName? Ceiling = null);

/// <summary>The tiers, from cheap to dear.</summary>
internal enum TierName
{
    [JsonStringEnumMemberName("simple")]
    Simple,

    [JsonStringEnumMemberName("moderate")]
    Moderate,

    [JsonStringEnumMemberName("complex")]
    Complex,
}

/// <summary>Which calls are scored.</summary>
internal enum ApplyTo
{
    /// <summary>Every generation call.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>Those that ask for <c>relayplane:auto</c> or an <c>rp:</c> name.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,
}

/// <summary><c>routing.cascade</c>: a ladder of models, and what makes a call climb it.</summary>
internal sealed record CascadeConfig(
    bool? Enabled = null,
    IReadOnlyList<ModelName>? Models = null,
    StringList? EscalateOn = null,
    int? MaxEscalations = null,
    JsonElement? Streams = null,
    double? SkipBelow = null);
