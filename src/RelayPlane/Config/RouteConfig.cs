using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary><c>routes.NAME</c> or one of <c>routing.rules</c>: which calls it takes, where they go, and how patiently. The first match in file order wins.</summary>
/// <param name="Split">Models with their weights, to try one against another: a session keeps the one that it gets.</param>
/// <param name="Cheapest">Of these the one that costs least for the call.</param>
/// <param name="Fastest">Of these the one that came soonest to its first token these minutes.</param>
/// <param name="Name">A rule's name.</param>
internal sealed record RouteConfig(
    RouteMatch? Match = null,
    ModelName? Model = null,
    IReadOnlyList<ModelName>? Fallback = null,
    StringList? FallbackOn = null,
    double? SpillAfterSeconds = null,
    TimeoutsConfig? Timeouts = null,
    LimitsConfig? Limits = null,
    bool? AllowLoss = null,
    IReadOnlyDictionary<string, double>? Split = null,
    IReadOnlyList<ModelName>? Cheapest = null,
    IReadOnlyList<ModelName>? Fastest = null,
    RouteRoutingConfig? Routing = null,
    string? Name = null);

/// <summary><c>routes.NAME.routing</c>: how its calls are routed by complexity, where that differs.</summary>
/// <param name="Floor">The lower bound of quality kept, from 0 to 1, that evidence must show before routing acts here.</param>
internal sealed record RouteRoutingConfig(RouteRoutingMode? Mode = null, double? Lambda = null, double? Floor = null);

/// <summary>What routing by complexity does with a route's calls.</summary>
internal enum RouteRoutingMode
{
    [JsonStringEnumMemberName("complexity")]
    Complexity,

    [JsonStringEnumMemberName("observe")]
    Observe,

    [JsonStringEnumMemberName("off")]
    Off,
}

/// <summary><c>routes.NAME.match</c>: what a call must be; all of what is given.</summary>
/// <param name="Model">The model asked for; <c>*</c> stands for anything.</param>
/// <param name="Endpoint">The endpoint, in snake case.</param>
/// <param name="Client">The client's name.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Header">A header's name, or names with the values they must have.</param>
/// <param name="Tools">Whether the call offers tools.</param>
/// <param name="Images">Whether its conversation has pictures, documents or sound.</param>
/// <param name="Housekeeping">Whether it is a program's own small call: a title, a summary, a topic.</param>
/// <param name="Time">A part of the day, <c>"22:00-06:00"</c>, or <c>{ "from", "to", "days", "zone" }</c>.</param>
/// <param name="InputTokens">A least number, a comparison such as <c>"&gt; 100000"</c>, or <c>{ "min", "max" }</c>.</param>
internal sealed record RouteMatch(
    StringList? Model = null,
    StringList? Endpoint = null,
    StringList? Client = null,
    StringList? Agent = null,
    JsonElement? Header = null,
    JsonElement? InputTokens = null,
    bool? Tools = null,
    bool? Images = null,
    bool? Housekeeping = null,
    JsonElement? Time = null);

/// <summary><c>timeouts</c>, in seconds.</summary>
internal sealed record TimeoutsConfig(
    double? ConnectSeconds = null, double? FirstTokenSeconds = null, double? BetweenTokensSeconds = null, double? TotalSeconds = null);
