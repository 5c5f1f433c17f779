namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Sums up a run: the names here are those of the JSON.</summary>
internal static class Reckoning
{
    /// <summary>By then a breaker has had its chance to open.</summary>
    private const double ProbesFrom = 10;

    public static Dictionary<string, double?> Of(Remains run)
    {
        var served = run.Served();
        var waits = Sums.Waits(served).ToList();
        var light = served.Where(call => call.Arrival.Agent != 0).ToList();
        var attempts = run.Primary.Concat(run.Fallback).ToList();
        var values = new Dictionary<string, double?>
        {
            ["calls"] = run.Calls.Count,
            ["client_429"] = run.Calls.Count(call => call.Ending == Ending.RateLimited),
            ["client_5xx"] = run.Calls.Count(call => call.Ending == Ending.Failed),
            ["client_other"] = run.Calls.Count(call => call.Ending is Ending.Refused or Ending.Broken),
            ["upstream_429"] = attempts.Count(attempt => attempt.Status == 429),
            ["upstream_5xx"] = attempts.Count(attempt => attempt.Status >= 500),
            ["upstream_lost"] = attempts.Count(attempt => attempt.Status <= 0),
            ["attempts"] = attempts.Count,
            ["wait_p50"] = Sums.Percentile(waits, 0.5),
            ["wait_p95"] = Sums.Percentile(waits, 0.95),
            ["wait_p99"] = Sums.Percentile(waits, 0.99),
            ["utilisation"] = Sums.Utilisation(
                [.. run.Primary.Where(attempt => attempt.Status == 200).Select(attempt => new Admitted(run.Seconds(attempt.At), attempt.Tokens))],
                run.Scenario.Limits, run.Scenario.Keys, run.Until),
            ["jain"] = Sums.Jain(served),
            ["error_share"] = Sums.Share(served, call => call.Wait is null),
            ["served_30s"] = Sums.Share(served, call => call.Wait <= 30),
            ["served_120s"] = Sums.Share(served, call => call.Wait <= 120),
            ["light_errors"] = light.Count(call => call.Wait is null),
            ["light_error_share"] = Sums.Share(light, call => call.Wait is null),
            ["light_wait_p99"] = Sums.Percentile(Sums.Waits(light), 0.99),
            ["errors_in_stream"] = run.Calls.Count(call => call.Ending != Ending.Answered && call.Status == 200),
            ["refusals_not_final"] = run.Calls.Count(call => call.Ending != Ending.Answered && call.Status != 200 && !(call.IsFinal && call.Status is 503 or 529)),
            ["on_fallback"] = run.Fallback.Count(attempt => attempt.Status == 200) / (double)Math.Max(1, attempts.Count(attempt => attempt.Status == 200)),
            ["lag_p50"] = Sums.Percentile(run.Calls.Select(call => call.Lag), 0.5),
            ["lag_p99"] = Sums.Percentile(run.Calls.Select(call => call.Lag), 0.99),
            ["lag_max"] = run.Calls.Max(call => call.Lag),
        };
        if (run.Scenario.Weather.Outages is [var outage, ..] && outage.Until < run.Until)
        {
            AddOutage(values, run, served, outage.From, outage.Until);
        }

        return values;
    }

    private static void AddOutage(Dictionary<string, double?> values, Remains run, IReadOnlyList<Served> served, double from, double until)
    {
        var after = served.Where(call => call.Arrival.At >= until && call.Arrival.At < until + 30);
        var probes = run.Primary.Select(attempt => (attempt.Key, At: run.Seconds(attempt.At))).Where(probe => probe.At >= from + ProbesFrom && probe.At < until).ToList();
        values["outage_errors"] = served.Count(call => call.Arrival.At >= from && call.Arrival.At < until && call.Wait is null);
        values["recovery_s"] = Sums.Recovery(served, until, run.Until);
        values["wait_p50_after_outage"] = Sums.Percentile(Sums.Waits(after), 0.5);
        values["probes_per_s"] = probes.GroupBy(probe => probe.Key).Select(key => key.Count() / (until - from - ProbesFrom)).DefaultIfEmpty(0).Max();
        values["probes_all_keys_per_s"] = run.Primary.Select(attempt => run.Seconds(attempt.At)).Count(at => at >= from && at < until) / (until - from);
        values["probes_max_per_s"] = probes.GroupBy(probe => (probe.Key, (int)probe.At)).Select(second => second.Count()).DefaultIfEmpty(0).Max();
    }
}
