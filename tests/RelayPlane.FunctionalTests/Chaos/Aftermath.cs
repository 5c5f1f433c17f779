using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>What is left when calls have ended: their rows in the ledger, and nothing that is still taken of any limit.</summary>
internal static class Aftermath
{
    /// <summary>Waits until so many calls are written, and asserts that their slots, places and reservations are given back.</summary>
    /// <returns>Each attempt's verdict, call after call: <c>faulted,answered|answered</c>.</returns>
    public static async Task<string> OfAsync(Lab lab, int calls)
    {
        var rows = await lab.RowsAsync(calls, "SELECT c.seq, (SELECT group_concat(verdict, ',') FROM (SELECT verdict FROM attempts a WHERE a.call = c.seq ORDER BY a.number)) AS verdicts FROM calls c ORDER BY c.seq");
        Assert.Equal(calls, rows.Count);
        Assert.Equal((0, 0, 0), Taken(lab));
        return string.Join('|', rows.Select(row => row["verdicts"] ?? string.Empty));
    }

    /// <summary>How the calls ended, in order: <c>answered|failed</c>.</summary>
    public static async Task<string> OutcomesAsync(Lab lab, int calls) =>
        string.Join('|', (await lab.RowsAsync(calls, "SELECT outcome FROM calls ORDER BY seq")).Select(row => row["outcome"]));

    /// <summary>Calls that wait for their first token, calls that wait for their turn, attempts whose reservation stands.</summary>
    public static (int InFlight, int Queued, int Unsettled) Taken(Lab lab) => lab.Pacer.Look((table, _) =>
        (table.Lanes.Sum(lane => lane.Window.InFlight), table.Pools.Sum(pool => pool.Queue.Count), table.Lanes.Sum(lane => lane.Mirror.Unsettled)));

    public static bool AllClosed(Lab lab) => lab.Pacer.Look((table, _) => table.Lanes.All(lane => lane.Breaker.State == BreakerState.Closed));

    /// <summary>Waits until the pacer shows what is expected of it.</summary>
    public static async Task UntilAsync(Lab lab, Func<PoolTable, bool> shows, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!lab.Pacer.Look((table, _) => shows(table)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    public static Task UntilQueuedAsync(Lab lab, int calls, CancellationToken cancel) =>
        UntilAsync(lab, table => table.Pools.Sum(pool => pool.Queue.Count) == calls, cancel);
}
