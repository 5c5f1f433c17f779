using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>The reference's measures (<c>sim/run.py</c>), each as it is reckoned there. Pure.</summary>
internal static class Sums
{
    /// <summary>A percentile of what was waited; NaN for none.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    public static double Share(IEnumerable<Served> calls, Func<Served, bool> counts)
    {
        var (all, counted) = (0, 0);
        foreach (var call in calls)
        {
            all++;
            counted += counts(call) ? 1 : 0;
        }

        return all == 0 ? 0 : (double)counted / all;
    }

    /// <summary>What the keys let in until the last arrival, as a share of all that their limits gave until then, full buckets included.</summary>
    public static double Utilisation(IReadOnlyList<Admitted> admitted, RateLimits limits, int keys, double until)
    {
        var inTime = admitted.Where(call => call.At <= until).ToList();
        var tokens = keys * limits.InputTokens * (until / 60 + 1);
        var requests = keys * limits.Requests * (until + limits.BurstSeconds) / 60;
        return Math.Max(inTime.Sum(call => (double)call.Tokens) / tokens, inTime.Count / requests);
    }

    /// <summary>Jain's index over the agents' shares of what max-min fairness would have given them; 1 is fair.</summary>
    public static double Jain(IReadOnlyList<Served> calls)
    {
        var demand = calls.GroupBy(call => call.Arrival.Agent).ToDictionary(agent => agent.Key, agent => (double)agent.Count());
        var served = calls.GroupBy(call => call.Arrival.Agent).ToDictionary(agent => agent.Key, agent => (double)agent.Count(call => call.Wait is not null));
        var fair = new Dictionary<int, double>();
        var open = new Dictionary<int, double>(demand);
        var left = Math.Min(calls.Count, Math.Max(served.Values.Sum(), 1));
        while (open.Count > 0)
        {
            var share = left / open.Count;
            var content = open.Where(agent => agent.Value <= share).Select(agent => agent.Key).ToList();
            foreach (var agent in content.Count > 0 ? content : [.. open.Keys])
            {
                fair[agent] = content.Count > 0 ? open[agent] : share;
                left -= fair[agent];
                open.Remove(agent);
            }
        }

        var ratios = demand.Keys.Where(agent => fair[agent] > 0).Select(agent => Math.Min(1.5, served[agent] / fair[agent])).ToList();
        var squares = ratios.Sum(ratio => ratio * ratio);
        return squares > 0 ? ratios.Sum() * ratios.Sum() / (ratios.Count * squares) : 0;
    }

    /// <summary>Seconds from the outage's end until arrivals of half a minute fail no more than one in a hundred and wait a second at most in the middle.</summary>
    public static double? Recovery(IReadOnlyList<Served> calls, double end, double until)
    {
        for (var from = (int)end; from < (int)until - 30; from += 10)
        {
            var window = calls.Where(call => call.Arrival.At >= from && call.Arrival.At < from + 30).ToList();
            if (window.Count > 0 && Share(window, call => call.Wait is null) <= 0.01 && Percentile(Waits(window), 0.5) <= 1.0)
            {
                return from - end;
            }
        }

        return null;
    }

    public static IEnumerable<double> Waits(IEnumerable<Served> calls) => calls.Where(call => call.Wait is not null).Select(call => call.Wait!.Value);
}
