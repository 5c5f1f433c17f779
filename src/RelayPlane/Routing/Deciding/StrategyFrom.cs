using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Routing.Deciding;

/// <summary>Builds the strategy of a config that has no problems.</summary>
internal static class StrategyFrom
{
    /// <param name="keyed">Providers that have a key: where tiers go that the config does not name.</param>
    /// <returns>Null where the model that is asked for is the model that a call gets.</returns>
    public static Strategy? Config(GatewayConfig config, TargetNames names, PriceBook prices, SessionBook sessions, IReadOnlySet<string> keyed, Experience? experience = null) => null;
}
