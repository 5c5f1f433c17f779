namespace RelayPlane.Benchmarks.Pacing;

/// <summary>A run as Markdown: measured beside the oracle of the same arrivals and the reference's simulated policies, and the gates.</summary>
internal static class PacingTable
{
    public static void Print(TextWriter output, Figures run, double scale)
    {
        var references = References.Of(run.Scenario);
        output.WriteLine();
        output.WriteLine($"### {run.Scenario.Name}, seed {run.Seed}: {run.Scenario.Title}");
        output.WriteLine();
        output.WriteLine($"| | **gateway**, HTTP × {scale:0} | oracle, these arrivals | {string.Join(" | ", References.Names.Select(name => $"{name} ¹"))} |");
        output.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---:|", 2 + References.Names.Count))}");
        Row("client errors %", 100 * run["error_share"], 100 * run["oracle_error_share"], reference => reference.Errors);
        Row("upstream 429 per 1,000 calls", 1000 * run["upstream_429"] / run["calls"], 0, reference => reference.Upstream429);
        Row("attempts per call", run["attempts"] / run["calls"], null, reference => reference.Attempts);
        Row("served within 30 s %", 100 * run["served_30s"], 100 * run["oracle_served_30s"], reference => reference.Within30);
        Row("added wait p50, s", run["wait_p50"], run["oracle_wait_p50"], reference => reference.P50);
        Row("added wait p99, s", run["wait_p99"], run["oracle_wait_p99"], reference => reference.P99);
        Row("utilisation %", 100 * run["utilisation"], 100 * run["oracle_utilisation"], reference => reference.Utilisation);
        Row("errors of light agents %", 100 * run["light_error_share"], 100 * run["oracle_light_error_share"], reference => reference.LightErrors);
        Row("Jain's index", run["jain"], run["oracle_jain"], reference => reference.Jain);
        if (run.Scenario.Family == "S3")
        {
            Row("recovery after the outage, s", run["recovery_s"], run["oracle_recovery_s"], reference => reference.Recovery);
        }

        output.WriteLine();
        output.WriteLine("¹ reference, simulated: sim/results.md of the reference, mean of its seeds on its own trace and with rate-limit headers.");
        output.WriteLine();
        output.WriteLine($"{run["calls"]:0} calls: {run["client_429"]:0} saw a 429, {run["client_5xx"]:0} a 5xx, {run["client_other"]:0} another error, {run["errors_in_stream"]:0} of these within a stream that had begun; "
            + $"upstream {run["attempts"]:0} attempts, {run["upstream_429"]:0} × 429, {run["upstream_5xx"]:0} × 5xx, {run["upstream_lost"]:0} lost; {100 * run["on_fallback"]:0.0} % on the fallback.");
        output.WriteLine($"Sent late by {Gate.Text(run["lag_p50"])} · {Gate.Text(run["lag_p99"])} · {Gate.Text(run["lag_max"])} s (p50 · p99 · most), timers late by {Gate.Text(run["timer_lag_p50"])} · {Gate.Text(run["timer_lag_p99"])} s, "
            + $"in the scenario's time; {Gate.Text(run["wall_s"])} s of real time.");
        output.WriteLine($"Counted: driver {run["calls"]:0} calls, ledger {run["ledger_calls"]:0}; sandbox {run["attempts"]:0} attempts, ledger {run["ledger_attempts"]:0}{(run.CountsAgree ? "" : "  ← MISMATCH")}.");
        foreach (var doubt in run.Doubts)
        {
            output.WriteLine($"**{doubt}**");
        }

        output.WriteLine();
        output.WriteLine("| gate | | measured | bound | |");
        output.WriteLine("|---|---|---:|---:|---|");
        foreach (var gate in Gates.Of(run))
        {
            output.WriteLine($"| {gate.Name} | {gate.What} | {Gate.Text(gate.Value)} | {(gate.AtLeast ? "≥" : "≤")} {Gate.Text(gate.Bound)} | {gate.Verdict} |");
        }

        void Row(string title, double? measured, double? oracle, Func<Reference, double?> of) =>
            output.WriteLine($"| {title} | **{Gate.Text(measured)}** | {Gate.Text(oracle)} | {string.Join(" | ", references.Select(reference => Gate.Text(of(reference))))} |");
    }
}
