using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Cli;

/// <summary>The router as a gateway on this machine would build it, without one. Nothing is measured here, so what goes by live figures goes as in a gateway that has just begun.</summary>
internal static class RouterHere
{
    public static Router Of(GatewayConfig config, PriceBook prices, Func<string, string?> environment, TimeProvider clock)
    {
        var set = ProviderSet.From(config, environment, new Uri($"http://{UpstreamClient.EmbeddedHost}"));
        var names = NamesFrom.Config(config, set, prices, LiveFigures.None, clock);
        return RouterFrom.Config(config, names, ModelPrefixes.ProviderOf, strategy: null, new RouteParts(prices, LiveFigures.None, clock.LocalTimeZone));
    }
}
