using RelayPlane.Catalog;
using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>The keys that can serve one model class of a provider, and the calls that wait for one of them. Not safe for threads; the pacer's lock guards it.</summary>
internal sealed class Pool(string provider, string modelClass)
{
    /// <summary>An agent whose calls are many small ones and one whose calls are few large ones are told apart beside what the limits allow on average.</summary>
    private const double Medium = 4;
    private const double Large = 16;
    private const double UnknownTokensPerCall = 2000;
    private const double UnknownCallsPerMinute = 1000;

    public string Provider => provider;

    public string Class => modelClass;

    public IReadOnlyList<Lane> Lanes { get; set; } = [];

    /// <summary>The keys that <see cref="Lanes"/> were made of.</summary>
    public IReadOnlyList<Credential> Keys { get; set; } = [];

    public FairQueue Queue { get; } = new();

    /// <summary>The places of calls that may also go elsewhere, and do not yet; first come first.</summary>
    public LinkedList<Place> Spillable { get; } = new();

    public RetryBudget Retries { get; } = new();

    public RecentAsks Asked { get; } = new();

    public RecentWaits Waits { get; } = new();

    public Wake? Wake { get; set; }

    /// <summary>When a call last came here, for pools of clients' own keys, which are many.</summary>
    public double Used { get; set; }

    /// <summary>The lane where this call is best served, and how long it must wait for it.</summary>
    /// <remarks>Shortest wait first; among these the key that has most of the prompt cached, and a less preferred key only when it saves its rank in <paramref name="rankSeconds"/>.</remarks>
    public (Lane? Lane, LaneWait Wait) Best(Demand demand, double rankSeconds, double now)
    {
        Lane? best = null;
        var (wait, score) = (new LaneWait(double.PositiveInfinity, WaitsFor.Key), double.PositiveInfinity);
        foreach (var lane in Lanes)
        {
            var its = lane.Wait(demand, now);
            var lanes = its.Seconds + (Lanes.Count > 1 ? (lane.Key.Rank * rankSeconds) + Affinity(lane, demand, now) : 0);
            if (best is null || (its.Hope == wait.Hope ? lanes < score : its.Hope > wait.Hope))
            {
                (best, wait, score) = (lane, its, lanes);
            }
        }

        return (best, wait);
    }

    /// <summary>The estimated uncached input at the key that has most of it cached.</summary>
    public double Estimate(Demand demand, double now)
    {
        var least = double.PositiveInfinity;
        foreach (var lane in Lanes)
        {
            least = Math.Min(least, lane.Mirror.Estimate(demand, now));
        }

        return double.IsPositiveInfinity(least) ? demand.Tokens : least;
    }

    /// <summary>0 for small, 1 for medium, 2 for large, beside what one call may take on average.</summary>
    public int SizeClassOf(double tokens)
    {
        var (input, requests) = (Known(LimitKind.InputTokens), Known(LimitKind.Requests));
        var usual = input > 0 && requests > 0 ? input / requests : UnknownTokensPerCall;
        return tokens < Medium * usual ? 0 : tokens < Large * usual ? 1 : 2;
    }

    /// <summary>What a call takes of the scarcest limit, as a part of a minute of it.</summary>
    public double Cost(double tokens)
    {
        var (input, requests) = (Known(LimitKind.InputTokens), Known(LimitKind.Requests));
        return Math.Max(1 / (requests > 0 ? requests : UnknownCallsPerMinute), input > 0 ? tokens / input : 0);
    }

    /// <summary>Seconds until all that waits is served; 0 while the limits are unknown, infinite while no key takes calls.</summary>
    public double Drain()
    {
        foreach (var lane in Lanes)
        {
            if (Takes(lane))
            {
                return Seconds(Queue.Tokens, Queue.Count);
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Seconds that a further call of this agent will wait; 0 where the limits are unknown or no key takes calls, since then nobody can say.</summary>
    public double Expect(string agent, double bound)
    {
        // Nobody waits longer than until all are served, which is the cheap thing to know.
        if (Seconds(Queue.Tokens, Queue.Count) <= bound)
        {
            return 0;
        }

        var (tokens, calls) = Queue.Before(agent);
        return Seconds(tokens, calls);
    }

    private static double Affinity(Lane lane, Demand demand, double now) =>
        lane.Mirror.BucketOf(LimitKind.InputTokens) is { } tokens ? 0.5 * lane.Mirror.Estimate(demand, now) / tokens.Rate : 0;

    private double Seconds(double tokens, double calls)
    {
        var (input, requests) = (0.0, 0.0);
        foreach (var lane in Lanes)
        {
            if (Takes(lane))
            {
                input += lane.Mirror.BucketOf(LimitKind.InputTokens)?.Rate ?? 0;
                requests += lane.Mirror.BucketOf(LimitKind.Requests)?.Rate ?? 0;
            }
        }

        return Math.Max(input > 0 ? tokens / input : 0, requests > 0 ? calls / requests : 0);
    }

    private static bool Takes(Lane lane) =>
        !lane.IsHeld && lane.Breaker.State == BreakerState.Closed && lane.KeyState.Trouble == KeyTrouble.None && lane.ClassState.Trouble == KeyTrouble.None;

    private double Known(LimitKind kind) => Lanes.Count > 0 ? Lanes[0].Mirror.Limit(kind) : 0;
}
