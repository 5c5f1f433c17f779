using RelayPlane.Ledger;
using RelayPlane.Ledger.Curves;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Dashboard.Spend;

/// <summary>Answers what the overview, the curves of spending, latency and routes ask.</summary>
/// <param name="path">The database.</param>
/// <param name="agentName">What an agent is called, by what its calls were recorded under.</param>
/// <param name="state">How the gateway is doing.</param>
internal sealed class SpendPaths(string path, Func<string, string> agentName, Func<GatewayState> state)
{
    private const int UsualRows = 8;
    private const int MostRows = 50;
    private const int MostRoutes = 200;

    /// <summary>A time may end in the future, as today does, but each step of it is a point.</summary>
    private static readonly TimeSpan s_farthest = TimeSpan.FromDays(31);

    /// <summary>The sums are what the rows are ordered by.</summary>
    private static readonly DeliveryFigures s_latencies = new([DeliverySum.Requests, DeliverySum.CostNano], Enum.GetValues<DeliverySpread>());
    private static readonly DeliveryFigures s_routeSteps = new([DeliverySum.Requests, DeliverySum.Fallbacks], []);
    private static readonly DeliveryFigures s_routes = new(
        [DeliverySum.Requests, DeliverySum.Errors, DeliverySum.Fallbacks, DeliverySum.AbsorbedCalls, DeliverySum.Runs, DeliverySum.Unpriced, DeliverySum.CostNano],
        [DeliverySpread.Total]);

    private static readonly ApiParameter s_most = new("most", $"How many rows; default {UsualRows}, at most {MostRows}.");

    private readonly Summary _summary = new(path, state);
    private readonly SeriesReader _series = new(path, agentName);
    private readonly DeliveryReader _deliveries = new(path);

    public IReadOnlyList<ApiPath> All =>
    [
        new(HttpMethods.Get, "/api/summary", "What was spent, answered and absorbed, and how the gateway is doing.", SummaryAsync)
        {
            Parameters = ApiPath.Range, Reply = SpendJson.Default.SummaryAnswer,
        },
        new(HttpMethods.Get, "/api/series", "Sums over time by one thing, costliest first.", SeriesAsync)
        {
            Parameters = [new("by", "model (default), provider, agent, client, route, status or tier."), .. ApiPath.Range, s_most], Reply = SpendJson.Default.SeriesAnswer,
        },
        new(HttpMethods.Get, "/api/latency", "How long calls waited and took, and how fast they were answered, over time.", LatencyAsync)
        {
            Parameters = [new("by", "model (default), provider or route."), .. ApiPath.Range, s_most], Reply = SpendJson.Default.LatencyAnswer,
        },
        new(HttpMethods.Get, "/api/routes", "Where calls went by the route that took them, over time.", RoutesAsync)
        {
            Parameters = ApiPath.Range, Reply = SpendJson.Default.RoutesAnswer,
        },
    ];

    private ValueTask<ApiReply> SummaryAsync(ApiAsk ask)
    {
        (DateTimeOffset since, DateTimeOffset? until, TimeZoneInfo zone) = (ask.Since(), ask.Until(), ask.Zone());
        return Answered(ask.Problem is { } problem
            ? ApiReply.Wrong(problem)
            : ApiReply.Json(_summary.Of(since, until, zone, ask.Now), SpendJson.Default.SummaryAnswer));
    }

    private ValueTask<ApiReply> SeriesAsync(ApiAsk ask)
    {
        string by = ask.Word("by", "model", "model", "provider", "agent", "client", "route", "status", "tier");
        int most = ask.Count("most", UsualRows, MostRows);
        if (!TryRange(ask, out CurveRange range, out string problem))
        {
            return Answered(ApiReply.Wrong(problem));
        }

        Series series = _series.Read(range, StatsGroups.Parse(by)![0], most);
        return Answered(ApiReply.Json(
            new SeriesAnswer(
                series.Steps.Starts.First(), range.Until, range.Zone.Id, by, series.Steps.Seconds, [.. series.Steps.Starts],
                [.. series.Rows.Select(SeriesRowAnswer.Of)], series.Rest is { } rest ? SeriesRowAnswer.Of(rest) : null),
            SpendJson.Default.SeriesAnswer));
    }

    private ValueTask<ApiReply> LatencyAsync(ApiAsk ask)
    {
        string by = ask.Word("by", "model", "model", "provider", "route");
        int most = ask.Count("most", UsualRows, MostRows);
        if (!TryRange(ask, out CurveRange range, out string problem))
        {
            return Answered(ApiReply.Wrong(problem));
        }

        DeliveryCurves<string> curves = by switch
        {
            "model" => _deliveries.Read(range, DeliverySplit.Target, key => key.Model, s_latencies),
            "provider" => _deliveries.Read(range, DeliverySplit.Target, key => key.Provider, s_latencies),
            _ => _deliveries.Read(range, DeliverySplit.Route, key => key.Route, s_latencies),
        };
        DeliveryTally?[] together = [.. curves.Steps.Pieces.Select((_, step) => DeliveryTally.Together(curves.Rows.Select(row => row.Steps[step])))];
        return Answered(ApiReply.Json(
            new LatencyAnswer(
                curves.Steps.Starts.First(), range.Until, range.Zone.Id, by, curves.Steps.Seconds, [.. curves.Steps.Starts],
                SpreadFrom.Row("", DeliveryTally.Together(together), together),
                [.. Busiest(curves, most, StringComparer.Ordinal).Select(row => SpreadFrom.Row(row.Key, row.Whole, row.Steps))]),
            SpendJson.Default.LatencyAnswer));
    }

    private ValueTask<ApiReply> RoutesAsync(ApiAsk ask)
    {
        if (!TryRange(ask, out CurveRange range, out string problem))
        {
            return Answered(ApiReply.Wrong(problem));
        }

        DeliveryCurves<DeliveryKey> curves = _deliveries.Read(range, DeliverySplit.TargetAndRoute, key => key, s_routeSteps, s_routes);
        return Answered(ApiReply.Json(
            new RoutesAnswer(
                curves.Steps.Starts.First(), range.Until, range.Zone.Id, curves.Steps.Seconds, [.. curves.Steps.Starts],
                [.. Busiest(curves, MostRoutes, Comparer<DeliveryKey>.Create((left, right) => string.CompareOrdinal($"{left}", $"{right}"))).Select(row => RouteRow.Of(row.Key, row.Whole, row.Steps))]),
            SpendJson.Default.RoutesAnswer));
    }

    private static bool TryRange(ApiAsk ask, out CurveRange range, out string problem)
    {
        DateTimeOffset until = ask.Until() ?? ask.Now;
        range = new(ask.Since(), until - ask.Now > s_farthest ? ask.Now + s_farthest : until, ask.Zone());
        problem = ask.Problem ?? (range.Since < range.Until ? "" : "since is not before until, so there is no time between them.");
        return problem.Length == 0;
    }

    private static IEnumerable<DeliveryCurve<TKey>> Busiest<TKey>(DeliveryCurves<TKey> curves, int most, IComparer<TKey> order)
        where TKey : notnull =>
        curves.Rows.OrderByDescending(row => row.Whole[DeliverySum.Requests]).ThenByDescending(row => row.Whole[DeliverySum.CostNano]).ThenBy(row => row.Key, order)
            .Take(most);

    private static ValueTask<ApiReply> Answered(ApiReply reply) => ValueTask.FromResult(reply);
}
