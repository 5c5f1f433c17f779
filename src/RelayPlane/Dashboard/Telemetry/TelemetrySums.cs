using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Pacing;

namespace RelayPlane.Dashboard.Telemetry;

/// <summary>Answers what the Node product summed from its history, from the ledger's rollups.</summary>
/// <param name="calls">Says how many calls there were since the start.</param>
/// <param name="keeping">Says how long calls are kept.</param>
/// <param name="pacing">Says how the keys are.</param>
internal sealed class TelemetrySums(LedgerReader ledger, Func<long> calls, Func<Keeping> keeping, Func<PacingReport> pacing)
{
    private const int MostDays = 3660;

    public TelemetryStats Stats(ApiAsk ask)
    {
        var (since, zone) = Asked(ask);
        var models = ledger.Query(new StatsQuery(since, StatsGroup.Model, StatsGroup.Provider) { Zone = zone });
        var days = ledger.Query(new StatsQuery(since, StatsGroup.Day) { Zone = zone, Limit = MostDays });
        var total = models.Total;
        return new TelemetryStats(
            new TelemetrySummary(total.Cost?.Usd, total.Requests, calls(), null, keeping().Age?.TotalDays, (long)Math.Round(total.Latency.Mean?.TotalMilliseconds ?? 0), SuccessOf(total)),
            [.. models.Rows.Select(row => new TelemetryModel(row.Key.First, row.Key.Second ?? "", row.Tally.Requests, row.Tally.Cost?.Usd, SavedBy(row.Tally)))],
            [.. days.Rows.Select(row => new TelemetryDay(row.Key.First, row.Tally.Cost?.Usd, row.Tally.Requests))]);
    }

    public TelemetrySavings Savings(ApiAsk ask)
    {
        var (since, zone) = Asked(ask);
        var providers = ledger.Query(new StatsQuery(since, StatsGroup.Provider) { Zone = zone });
        var days = ledger.Query(new StatsQuery(since, StatsGroup.Day) { Zone = zone, Limit = MostDays });
        var total = providers.Total;
        var saved = SavedBy(total);
        var would = (total.Cost?.Usd ?? 0) + saved;
        return new TelemetrySavings(
            total.Cost?.Usd, saved, new Money(total.CacheSavedNano).Usd, new Money(total.RoutingSavedNano).Usd, providers.Rows.Any(row => row.Key.First == "anthropic"),
            would, would > 0 ? Math.Round((double)(saved / would) * 100, 1) : 0,
            [.. days.Rows.Select(row => new TelemetrySavedDay(row.Key.First, row.Tally.Cost?.Usd, SavedBy(row.Tally)))]);
    }

    public TelemetryHealth Health(ApiAsk ask)
    {
        var lastDay = ledger.Query(new StatsQuery(ask.Now.AddDays(-1), StatsGroup.Provider)).Rows.Where(row => row.Key.First.Length > 0).ToDictionary(row => row.Key.First, row => row.Tally);
        var lanes = pacing().Lanes.ToLookup(lane => lane.Provider);
        return new TelemetryHealth(
        [
            .. lanes.Select(provider => provider.Key).Union(lastDay.Keys).Order(StringComparer.Ordinal).Select(provider =>
            {
                var tally = lastDay.GetValueOrDefault(provider);
                return new TelemetryProvider(provider, StatusOf(lanes[provider]), tally?.Latency.Percentile(0.5)?.TotalMilliseconds, tally is null ? null : SuccessOf(tally), ask.Now);
            }),
        ]);
    }

    private static (DateTimeOffset Since, TimeZoneInfo Zone) Asked(ApiAsk ask) => (ask.Now.AddDays(-ask.Count("days", 7, MostDays)), ask.Zone());

    private static string StatusOf(IEnumerable<LaneReport> lanes)
    {
        var states = lanes.Select(lane => lane.State).ToHashSet();
        return states.Count == 0 || states.Contains(LaneStates.Open) ? "healthy"
            : states.Overlaps([LaneStates.Cooling, LaneStates.Exhausted, LaneStates.Dead]) && !states.Overlaps([LaneStates.Paused, LaneStates.Probing]) ? "down" : "degraded";
    }

    private static double? SuccessOf(Tally tally) => tally.Requests > 0 ? (double)(tally.Requests - tally.Errors) / tally.Requests : null;

    private static decimal SavedBy(Tally tally) => new Money(tally.CacheSavedNano + tally.RoutingSavedNano).Usd;
}
