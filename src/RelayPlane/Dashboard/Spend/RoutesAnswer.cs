using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Dashboard.Spend;

/// <summary>What <c>GET /api/routes</c> says: where calls went, by the route that took them.</summary>
/// <param name="Rows">Those with the most calls first.</param>
internal sealed record RoutesAnswer(
    DateTimeOffset Since, DateTimeOffset Until, string Zone, int StepSeconds, IReadOnlyList<DateTimeOffset> Starts, IReadOnlyList<RouteRow> Rows);

/// <summary>A target, and the route that led to it; empty for calls that no route took.</summary>
/// <param name="Fallbacks">Calls that came here from a target before it in the plan.</param>
/// <param name="Absorbed">Calls that were answered here after a refused attempt.</param>
internal sealed record RouteRow(
    string Route,
    string Provider,
    string Model,
    long Requests,
    long Errors,
    long Fallbacks,
    long Absorbed,
    long? CostNano,
    decimal? CostUsd,
    double? P50Ms,
    double? P95Ms,
    RouteOverTime OverTime)
{
    public static RouteRow Of(DeliveryKey key, DeliveryTally whole, IReadOnlyList<DeliveryTally?> steps) => new(
        key.Route,
        key.Provider,
        key.Model,
        whole[DeliverySum.Requests],
        whole[DeliverySum.Errors],
        whole[DeliverySum.Fallbacks],
        whole[DeliverySum.AbsorbedCalls],
        whole.Cost?.NanoUsd,
        whole.Cost?.Usd,
        SpreadFrom.Value(whole[DeliverySpread.Total], 0.5),
        SpreadFrom.Value(whole[DeliverySpread.Total], 0.95),
        new(Each(steps, DeliverySum.Requests), Each(steps, DeliverySum.Fallbacks)));

    private static long[] Each(IReadOnlyList<DeliveryTally?> steps, DeliverySum sum) => [.. steps.Select(step => step?[sum] ?? 0)];
}

/// <summary>A row of <see cref="RoutesAnswer"/>, step by step.</summary>
internal sealed record RouteOverTime(IReadOnlyList<long> Requests, IReadOnlyList<long> Fallbacks);
