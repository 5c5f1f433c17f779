using RelayPlane.Sandbox.Control;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>What one run came to. Waits are seconds of the scenario's time; shares are from 0 to 1.</summary>
internal sealed record Figures
{
    public required Scenario Scenario { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyDictionary<string, double?> Values { get; init; }

    /// <summary>What went wrong with the measurement itself; empty where it can be trusted.</summary>
    public required IReadOnlyList<string> Doubts { get; init; }

    /// <summary>Whether the gateway's ledger, the driver and the sandbox counted the same.</summary>
    public required bool CountsAgree { get; init; }

    public double? this[string name] => Values.GetValueOrDefault(name);
}

/// <summary>What a run left behind, to be summed up.</summary>
/// <param name="Calls">What clients saw.</param>
/// <param name="Primary">What reached the provider.</param>
/// <param name="Fallback">What reached the fallback.</param>
/// <param name="Seconds">Turns a timestamp of the clock into seconds from the start.</param>
/// <param name="Until">The time of the trace's last call.</param>
internal sealed record Remains(
    Scenario Scenario, IReadOnlyList<CallResult> Calls, IReadOnlyList<SeenAttempt> Primary, IReadOnlyList<SeenAttempt> Fallback, Func<long, double> Seconds, double Until)
{
    /// <summary>Each call with its wait until the last attempt that was let in, by the sandbox's own record.</summary>
    public IReadOnlyList<Served> Served()
    {
        var letIn = new Dictionary<string, double>();
        foreach (var attempt in Primary.Concat(Fallback).Where(attempt => attempt.Status == 200))
        {
            var at = Seconds(attempt.At);
            letIn[attempt.Call] = Math.Max(at, letIn.GetValueOrDefault(attempt.Call));
        }

        return [.. Calls.Select(call => new Served(
            call.Arrival, call.Ending == Ending.Answered && letIn.TryGetValue(call.Name, out var at) ? Math.Max(0, at - call.Arrival.At) : null))];
    }
}
