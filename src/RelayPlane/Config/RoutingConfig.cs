using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>routing</c>: whether the gateway chooses the model, and how.</summary>
internal sealed record RoutingConfig(
    bool? Enabled = null,
    RoutingMode? Mode = null,
    ComplexityConfig? Complexity = null,
    CascadeConfig? Cascade = null,
    JsonElement? Rules = null,
    string? Classifier = null,
    double? Lambda = null,
    double? Floor = null);

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
    double? Lambda = null);

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
    JsonElement? Streams = null);
