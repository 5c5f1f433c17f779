using System.Globalization;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Cli;

/// <summary>A call that could be made, explained.</summary>
/// <param name="Endpoint">What the body was taken to be a call of, and why.</param>
/// <param name="Trace">How it comes by its plan.</param>
/// <param name="Score">Null for what generates nothing.</param>
/// <param name="Waits">Why its decision is only observed; null where it is not.</param>
internal sealed record Explained(string Endpoint, RouteTrace Trace, CallScore? Score, string? Waits)
{
    /// <summary>What would have to be before routing acts upon what it has decided.</summary>
    public static string? WaitsFor(GatewayConfig config, Learned learned, OrRefusal<Plan> planned)
    {
        if (!planned.TryGet(out var plan, out _) || plan.Decision is not { Acts: false })
        {
            return null;
        }

        var route = RouteList.Of(config).FirstOrDefault(route => route.Name == plan.Route);
        var own = route?.Config?.Routing;
        if (own?.Mode == RouteRoutingMode.Observe || (own?.Mode is null && config.Routing?.ModeInForce() == RoutingMode.Observe))
        {
            return $"{(own?.Mode is null ? "routing" : $"{route!.Path}.routing")}.mode is \"observe\": it decides and does nothing";
        }

        if ((own?.Floor ?? config.Routing?.Floor) is not { } floor)
        {
            return null;
        }

        var place = own?.Floor is null ? "routing.floor" : $"{route!.Path}.routing.floor";
        return learned.Of(own?.Floor is null ? null : route!.Name) is { } shown
            ? string.Create(CultureInfo.InvariantCulture, $"{place} is {floor}, and {shown.Labels} labels of {shown.Conversations} conversations show no more than {shown.Lower:0.###} of the quality kept so far")
            : string.Create(CultureInfo.InvariantCulture, $"{place} is {floor}, and no label shows yet what is kept. See: relayplane route label, and route calibrate --shadow");
    }
}
