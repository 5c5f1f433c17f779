using System.Globalization;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>The reference's acceptance gates, each where it applies, with what was measured against it. G8 (replicas) and G9 (cost when idle) are not measured by these runs.</summary>
internal static class Gates
{
    private const string Light = "S4";
    private const double Tolerated = 0.0005;

    public static IEnumerable<Gate> Of(Figures run)
    {
        var (family, blind) = (run.Scenario.Family, run.Scenario.Blind);
        var calls = run["calls"] ?? 1;
        if (family != Light)
        {
            yield return Gate.Most("G1", "errors that clients saw, %", 100 * (run["client_429"] + run["client_5xx"] + run["client_other"]) / calls, 100 * Tolerated);
        }

        yield return Gate.Most("G2", "upstream 429s per 1,000 calls", 1000 * run["upstream_429"] / calls, blind ? 300 : family is "S2" or "S3" ? 25 : 5);
        if (!blind && family is "S1" or "S2" or "S3" or "S5")
        {
            yield return Gate.Most("G3", "attempts per call", run["attempts"] / calls, family == "S3" ? 1.10 : 1.03);
        }

        if (!blind && family is "S1" or "S2")
        {
            // Who refuses calls has short waits: without G1 this would say nothing.
            yield return Gate.Most("G4", "p99 wait as a multiple of the oracle's", run["error_share"] <= Tolerated ? run["wait_p99"] / run["oracle_wait_p99"] : null, 1.5);
        }

        foreach (var gate in blind ? [] : family == Light ? Overload(run) : family == "S3" ? Outage(run) : [])
        {
            yield return gate;
        }

        yield return Gate.Most("G10", "reserved − settled after the run", run["reserved_minus_settled"], 0);
    }

    private static IEnumerable<Gate> Overload(Figures run) =>
    [
        new("G5", "utilisation, %", 100 * run["utilisation"], 94, AtLeast: true),
        Gate.Most("G6", "errors of light agents", run["light_errors"], 0),
        new("G6", "Jain's index", run["jain"], 0.99, AtLeast: true),
        Gate.Most("G6", "refusals that are no 503 or 529 with x-should-retry: false", run["refusals_not_final"], 0),
    ];

    private static IEnumerable<Gate> Outage(Figures run) =>
    [
        Gate.Most("G7", "errors during the outage", run["outage_errors"], 0),
        Gate.Most("G7", "seconds from the outage's end to a median wait ≤ 1 s", run["recovery_s"], 30),
        Gate.Most("G7", "probes per second to a dead key", run["probes_per_s"], 2),
    ];
}

/// <summary>One gate: what was measured, and the bound.</summary>
/// <param name="Value">Null where the run does not tell.</param>
internal sealed record Gate(string Name, string What, double? Value, double Bound, bool AtLeast = false)
{
    public bool? IsMet => Value is { } value && !double.IsNaN(value) ? (AtLeast ? value >= Bound : value <= Bound) : null;

    public static Gate Most(string name, string what, double? value, double bound) => new(name, what, value, bound);

    public string Verdict => IsMet switch
    {
        true => "met",
        false => $"MISSED by {Text(Math.Abs(Value!.Value - Bound))}",
        null => "not judged",
    };

    public static string Text(double? value) => value is { } number && !double.IsNaN(number)
        ? number.ToString(Math.Abs(number) >= 100 ? "#,0" : Math.Abs(number) >= 10 ? "0.0" : "0.00#", CultureInfo.InvariantCulture)
        : "–";
}
