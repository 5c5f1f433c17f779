using RelayPlane.Config;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Replay;

/// <summary>A policy that is tried on recorded calls: the very router that a gateway with this config would have, with conversations of its own.</summary>
internal sealed record Policy(GatewayConfig Config, Router Router, TargetNames Names, SessionBook Sessions)
{
    /// <summary>The knob that it decides with where no route says otherwise.</summary>
    public double Lambda => Config.Routing?.Complexity?.Lambda ?? Config.Routing?.Lambda ?? TierValue.UsualLambda;

    /// <summary>The same with another knob.</summary>
    public static GatewayConfig With(GatewayConfig config, double lambda)
    {
        var routing = config.Routing ?? new RoutingConfig();
        return config with { Routing = routing with { Lambda = lambda, Complexity = routing.Complexity is { } tiers ? tiers with { Lambda = lambda } : null } };
    }

    /// <summary>Whether some of its decisions would wait for evidence, or for the user's word.</summary>
    public static bool Waits(GatewayConfig config) =>
        config.Routing is { Mode: RoutingMode.Observe } or { Floor: not null }
        || RouteList.Of(config).Any(route => route.Config?.Routing is { Mode: RouteRoutingMode.Observe } or { Floor: not null });

    /// <summary>What only observes, or waits for evidence, moves nothing and so shows nothing: on paper it acts.</summary>
    public static GatewayConfig Acting(GatewayConfig config) => !Waits(config) ? config : config with
    {
        Routing = config.Routing is { } routing
            ? routing with { Floor = null, Mode = routing.Mode == RoutingMode.Observe ? RoutingMode.Complexity : routing.Mode, Rules = routing.Rules is { } rules ? [.. rules.Select(Acting)] : null }
            : null,
        Routes = config.Routes?.ToDictionary(pair => pair.Key, pair => Acting(pair.Value)),
    };

    private static RouteConfig Acting(RouteConfig route) => route is { Routing: { } own } ? route with { Routing = Acting(own) } : route;

    private static RouteRoutingConfig Acting(RouteRoutingConfig own) =>
        own with { Floor = null, Mode = own.Mode == RouteRoutingMode.Observe ? RouteRoutingMode.Complexity : own.Mode };
}
