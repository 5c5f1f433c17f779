using System.Diagnostics;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>One scenario with one seed: replayed through the gateway, summed up, and set beside the oracle.</summary>
internal static class Replay
{
    /// <summary>Sends and timers that are later than this, in seconds of the scenario, cast doubt on a run.</summary>
    private const double LagBound = 0.5;

    private const double Settling = 2;

    // So many calls in so many seconds, before anything is measured.
    private const int WarmUpCalls = 200;
    private const double WarmUpSeconds = 20;

    /// <summary>Sends some calls through a stage of their own, so that the code is compiled before it is measured.</summary>
    public static async Task WarmUpAsync(Scenario scenario, IReadOnlyList<TracedCall> trace, double scale)
    {
        using var clock = new ScaledTimeProvider(scale);
        var arrivals = Arrivals.Of(scenario with { Modulation = 0 }, [.. trace.Take(WarmUpCalls).Select((call, index) => call with { At = index * WarmUpSeconds / WarmUpCalls })], seed: 0);
        await using var stage = await Stage.SetAsync(scenario, 0, clock);
        using var driver = new LoadDriver(stage.Gateway, scenario, clock);
        await driver.RunAsync(arrivals, clock.GetTimestamp());
    }

    public static async Task<Figures> RunAsync(Scenario scenario, IReadOnlyList<TracedCall> trace, int seed, double scale)
    {
        var arrivals = Arrivals.Of(scenario, trace, seed);
        var until = trace[^1].At;
        using var clock = new ScaledTimeProvider(scale);
        var started = Stopwatch.GetTimestamp();
        await using var stage = await Stage.SetAsync(scenario, seed, clock);
        using var driver = new LoadDriver(stage.Gateway, scenario, clock);
        var zero = clock.GetTimestamp() + (long)(Settling * clock.TimestampFrequency);
        await Task.Delay(TimeSpan.FromSeconds(Settling), clock);
        stage.Begin();
        var lag = new TimerLag(clock);
        IReadOnlyList<CallResult> calls;
        await using (lag)
        {
            lag.Start();
            await using var told = new Timer(_ => Console.Error.WriteLine($"  {scenario.Name}: {clock.GetElapsedTime(zero).TotalSeconds:0} s of {until:0}, {driver.Done} of {arrivals.Count} calls ended"), null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
            calls = await driver.RunAsync(arrivals, zero);
        }

        var (primary, fallback) = (stage.Primary, stage.Fallback);
        var ledger = await LedgerCount.ReadAsync(stage.Ledger, stage.DatabasePath, calls.Count);
        var values = Reckoning.Of(new Remains(scenario, calls, primary, fallback, at => clock.GetElapsedTime(zero, at).TotalSeconds, until));
        values["timer_lag_p50"] = Sums.Percentile(lag.Late, 0.5);
        values["timer_lag_p99"] = Sums.Percentile(lag.Late, 0.99);
        values["wall_s"] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        values["ledger_calls"] = ledger.Calls;
        values["ledger_attempts"] = ledger.Attempts;
        values["ledger_429"] = ledger.RateLimited;
        values["reserved_minus_settled"] = await Balance.ReadAsync(stage.Gateway);
        AddOracle(values, scenario, arrivals, seed, until);
        TellErrors(calls);
        return new Figures
        {
            Scenario = scenario,
            Seed = seed,
            Values = values,
            Doubts = [.. Doubts(values)],
            CountsAgree = ledger.Calls == calls.Count && ledger.Attempts == primary.Count + fallback.Count && ledger.RateLimited == calls.Count(call => call.Status == 429),
        };
    }

    private static void AddOracle(Dictionary<string, double?> values, Scenario scenario, IReadOnlyList<Arrival> arrivals, int seed, double until)
    {
        var (served, admitted) = Oracle.Run(scenario, arrivals, seed);
        var waits = Sums.Waits(served).ToList();
        values["oracle_wait_p50"] = Sums.Percentile(waits, 0.5);
        values["oracle_wait_p95"] = Sums.Percentile(waits, 0.95);
        values["oracle_wait_p99"] = Sums.Percentile(waits, 0.99);
        values["oracle_error_share"] = Sums.Share(served, call => call.Wait is null);
        values["oracle_served_30s"] = Sums.Share(served, call => call.Wait <= 30);
        values["oracle_light_error_share"] = Sums.Share(served.Where(call => call.Arrival.Agent != 0), call => call.Wait is null);
        values["oracle_utilisation"] = Sums.Utilisation(admitted, scenario.Limits, scenario.Keys, until);
        values["oracle_jain"] = Sums.Jain(served);
        values["oracle_recovery_s"] = scenario.Weather.Outages is [var outage, ..] && outage.Until < until ? Sums.Recovery(served, outage.Until, until) : null;
    }

    private static IEnumerable<string> Doubts(Dictionary<string, double?> values)
    {
        if (values["lag_p99"] > LagBound)
        {
            yield return $"Not to be trusted: one call in a hundred was sent {Gate.Text(values["lag_p99"])} s late or more. The machine is too slow for this scale; take a smaller one.";
        }

        if (values["timer_lag_p99"] > LagBound)
        {
            yield return $"Not to be trusted: one timer in a hundred fired {Gate.Text(values["timer_lag_p99"])} s late or more. The machine is too slow for this scale; take a smaller one.";
        }
    }

    private static void TellErrors(IReadOnlyList<CallResult> calls)
    {
        foreach (var kind in calls.Where(call => call.Ending != Ending.Answered).GroupBy(call => (call.Ending, call.Status)).OrderByDescending(kind => kind.Count()))
        {
            var error = kind.First().Error?.ReplaceLineEndings(" ") ?? "";
            Console.Error.WriteLine($"  {kind.Count()} × {kind.Key.Ending} ({kind.Key.Status}): {error[..Math.Min(200, error.Length)]}");
        }
    }
}
