using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;
using RelayPlane.Upstream;

namespace RelayPlane.Replay;

/// <summary>Builds policies out of configs, as a gateway on this machine would.</summary>
/// <param name="learned">What the user's labels have taught.</param>
internal sealed class PolicyFrom(PriceBook prices, Learned learned, Func<string, string?> environment, TimeProvider clock)
{
    public PriceBook Prices => prices;

    public Learned Learned => learned;

    /// <param name="config">Without problems.</param>
    public Policy Config(GatewayConfig config)
    {
        var set = ProviderSet.From(config, environment, new Uri($"http://{UpstreamClient.EmbeddedHost}"));
        var names = NamesFrom.Config(config, set, prices, LiveFigures.None, clock);
        var sessions = new SessionBook();
        var strategy = StrategyFrom.Config(config, names, prices, sessions, NamesFrom.Keyed(set), new Experience { Calibrated = raw => learned.Apply(raw, Scorer.Trained.Version), Kept = route => learned.Of(route)?.Lower });
        return new Policy(config, RouterFrom.Config(config, names, ModelPrefixes.ProviderOf, strategy, new RouteParts(prices, LiveFigures.None, clock.LocalTimeZone)), names, sessions);
    }
}
