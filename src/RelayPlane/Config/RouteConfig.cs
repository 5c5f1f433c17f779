using System.Text.Json;

namespace RelayPlane.Config;

/// <summary><c>routes.NAME</c>: which calls it takes, where they go, and how patiently. The first match in file order wins.</summary>
internal sealed record RouteConfig(
    RouteMatch? Match = null,
    ModelName? Model = null,
    IReadOnlyList<ModelName>? Fallback = null,
    StringList? FallbackOn = null,
    double? SpillAfterSeconds = null,
    TimeoutsConfig? Timeouts = null,
    LimitsConfig? Limits = null,
    bool? AllowLoss = null);

/// <summary><c>routes.NAME.match</c>: what a call must be; all of what is given.</summary>
/// <param name="Model">The model asked for; <c>*</c> stands for anything.</param>
/// <param name="Endpoint">The endpoint, in snake case.</param>
/// <param name="Client">The client's name.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Header">A header's name, or names with the values they must have.</param>
/// <param name="InputTokens">A least number, a comparison such as <c>"&gt; 100000"</c>, or <c>{ "min", "max" }</c>.</param>
internal sealed record RouteMatch(
    StringList? Model = null,
    StringList? Endpoint = null,
    StringList? Client = null,
    StringList? Agent = null,
    JsonElement? Header = null,
    JsonElement? InputTokens = null);

/// <summary><c>timeouts</c>, in seconds.</summary>
internal sealed record TimeoutsConfig(
    double? ConnectSeconds = null, double? FirstTokenSeconds = null, double? BetweenTokensSeconds = null, double? TotalSeconds = null);
