using RelayPlane.Config;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>Which policy a replay has tried, as its reader should know it.</summary>
/// <param name="Name">In words.</param>
/// <param name="IsOff">Whether it scores no call.</param>
/// <param name="Paid">What all calls of the time cost, also those that were left out; null where unknown.</param>
internal sealed record ReplayedPolicy(string Name, bool IsOff, Money? Paid)
{
    public static ReplayedPolicy Of(GatewayConfig config, string? file, Money? paid) =>
        new(file is null ? "the config in force" : $"{CallWords.Clean(file)}, over the config in force", IsOffIn(config), paid);

    private static bool IsOffIn(GatewayConfig config) =>
        config is { Enabled: false } or { Routing.Enabled: false }
        || ((config.Routing?.ModeInForce() ?? RoutingMode.Standard) is RoutingMode.Standard or RoutingMode.Passthrough
            && !RouteList.Of(config).Any(route => route.Config?.Routing?.Mode is RouteRoutingMode.Complexity or RouteRoutingMode.Observe));
}
