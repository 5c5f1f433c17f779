namespace RelayPlane.Config;

/// <summary>Sections of <c>routing</c> that are written and do nothing, because nothing turns them on.</summary>
internal static class IdleRouting
{
    public static IEnumerable<string> Notices(GatewayConfig config)
    {
        if (config.Routing is not { Enabled: not false, Mode: null } routing || routing.ModeInForce() != RoutingMode.Standard)
        {
            yield break;
        }

        // A route may turn it on for its own calls.
        var ofRoutes = RouteList.Of(config).Any(route => route.Config?.Routing?.Mode is RouteRoutingMode.Complexity or RouteRoutingMode.Observe);
        if (routing.Complexity is { Enabled: null } && !ofRoutes)
        {
            yield return "routing.complexity has no effect: set routing.mode to \"complexity\", or first to \"observe\". Until then its models are only what rp:cheap, rp:auto and rp:best mean.";
        }

        if (routing.Cascade is { Enabled: null })
        {
            yield return "routing.cascade has no effect: set routing.mode to \"cascade\", or routing.cascade.enabled to true.";
        }
    }
}
