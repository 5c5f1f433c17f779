using RelayPlane.Config;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Replay;
using RelayPlane.Replay.Calibrating;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Cli;

/// <summary>All calls of this home's ledger that have a label.</summary>
internal static class LabelledCalls
{
    /// <param name="classifier">The weights that are to be put right: scores of others say nothing of them.</param>
    public static IReadOnlyList<Labelled> Read(Func<string, string?> environment, TimeProvider clock, string classifier)
    {
        var (home, prices) = (Home.Find(environment), PricesHere.Find(environment).Book);
        var config = ConfigFile.Load(home.ConfigPath).Config;
        var places = new Places(prices);
        var tiers = new Tiers(config, new PolicyFrom(prices, Learned.Nothing, environment, clock).Config(config).Names, places);
        return
        [
            .. new PastCalls(home.DatabasePath).Read(DateTimeOffset.UnixEpoch, clock.GetUtcNow().AddDays(1))
                .Where(past => past.Label is not null && past.Decision.Classifier == classifier)
                .Select(past => Labelled.Of(past, places, tiers)).OfType<Labelled>(),
        ];
    }
}
