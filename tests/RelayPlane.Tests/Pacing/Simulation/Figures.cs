using RelayPlane.Pacing;

namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>What a run came to, in the reference's own terms.</summary>
internal sealed record Figures(
    int Calls, double ErrorPercent, double RateLimitedPerThousand, double AttemptsPerCall, double P50, double P99, double Within30, double Utilisation,
    double LightErrorPercent, double Jain, double? Recovery, string Refused, int InFlight, int Queued)
{
    public static Figures Of(IReadOnlyList<Outcome> outcomes, IReadOnlyList<SimProvider> providers, Scenario scenario, double end, Pacer pacer)
    {
        double[] waits = [.. outcomes.Where(one => one.Waited is not null).Select(one => one.Waited!.Value).Order()];
        var light = outcomes.Where(one => one.Agent != 0).ToArray();
        var tokens = providers.Take(scenario.Keys).Sum(provider => provider.Admitted.Where(one => one.At <= end).Sum(one => one.Tokens));
        var calls = providers.Take(scenario.Keys).Sum(provider => provider.Admitted.Count(one => one.At <= end));
        double Capacity(double perMinute, double burst) => scenario.Keys * perMinute / 60 * (end + burst);
        var (inFlight, queued) = pacer.Look((table, _) => (table.Lanes.Sum(lane => lane.Window.InFlight), table.Pools.Sum(pool => pool.Queue.Count)));
        return new Figures(
            outcomes.Count,
            100.0 * outcomes.Count(one => one.Waited is null) / outcomes.Count,
            1000.0 * providers.Sum(provider => provider.RateLimited) / outcomes.Count,
            (double)providers.Sum(provider => provider.Attempts) / outcomes.Count,
            Percentile(waits, 0.5), Percentile(waits, 0.99),
            100.0 * waits.Count(wait => wait <= 30) / outcomes.Count,
            100 * Math.Max(tokens / Capacity(scenario.Limits.InputTokens, 60), calls / Capacity(scenario.Limits.Requests, scenario.Limits.BurstSeconds)),
            100.0 * light.Count(one => one.Waited is null) / light.Length,
            JainOf(outcomes),
            scenario.Outage is { } outage ? RecoveryOf(outcomes, outage.To, end) : null,
            string.Join(", ", outcomes.Where(one => one.Refused is not null).GroupBy(one => (one.Refused, one.RefusedAtOnce)).Select(group => $"{group.Key} {group.Count()}")),
            inFlight, queued);
    }

    /// <summary>Seconds after the outage until half a minute's calls go without errors and half of them without a second's wait.</summary>
    private static double RecoveryOf(IReadOnlyList<Outcome> outcomes, double over, double end)
    {
        for (var from = over; from < end - 30; from += 10)
        {
            var window = outcomes.Where(one => one.At >= from && one.At < from + 30).ToArray();
            double[] waits = [.. window.Where(one => one.Waited is not null).Select(one => one.Waited!.Value).Order()];
            if (waits.Length >= 0.99 * window.Length && Percentile(waits, 0.5) <= 1)
            {
                return from - over;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Jain's index over what each agent got of its max-min fair share.</summary>
    private static double JainOf(IReadOnlyList<Outcome> outcomes)
    {
        var asked = outcomes.GroupBy(one => one.Agent).ToDictionary(group => group.Key, group => (double)group.Count());
        var served = outcomes.GroupBy(one => one.Agent).ToDictionary(group => group.Key, group => (double)group.Count(one => one.Waited is not null));
        var left = Math.Max(served.Values.Sum(), 1);
        var fair = new Dictionary<int, double>();
        var open = new Dictionary<int, double>(asked);
        while (open.Count > 0)
        {
            var share = left / open.Count;
            var small = open.Where(pair => pair.Value <= share).ToArray();
            foreach (var (agent, demand) in small.Length > 0 ? small : [.. open])
            {
                fair[agent] = small.Length > 0 ? demand : share;
                left -= small.Length > 0 ? demand : 0;
                open.Remove(agent);
            }
        }

        double[] got = [.. asked.Keys.Where(agent => fair[agent] > 0).Select(agent => Math.Min(1.5, served[agent] / fair[agent]))];
        return got.Sum() * got.Sum() / (got.Length * got.Sum(part => part * part));
    }

    private static double Percentile(double[] ordered, double part) => ordered.Length == 0 ? double.NaN : ordered[Math.Min(ordered.Length - 1, (int)(part * ordered.Length))];
}
