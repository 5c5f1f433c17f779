using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>Says what Pacing knows. Guarded by the pacer's lock.</summary>
internal static class Reporting
{
    /// <summary>Clients bring keys of their own, and some bring many: so many pools of these are shown, the last used first.</summary>
    private const int MostOfClients = 50;
    private static readonly LimitKind[] s_perMinute = [LimitKind.Requests, LimitKind.InputTokens, LimitKind.OutputTokens];

    public static PacingReport Of(PoolTable table, WallClock clock)
    {
        var clients = table.Pools.Where(IsClients).OrderByDescending(pool => pool.Used).Take(MostOfClients).ToArray();
        var lanes = table.Lanes.Where(lane => !lane.Key.IsClients && table.IsCurrent(lane)).Concat(clients.SelectMany(pool => pool.Lanes));
        var pools = table.Pools.Where(pool => !IsClients(pool)).Concat(clients);
        return new PacingReport(
            [.. lanes.OrderBy(lane => lane.Provider, StringComparer.Ordinal).ThenBy(lane => lane.Class, StringComparer.Ordinal).ThenBy(lane => lane.Key.Label, StringComparer.Ordinal).Select(lane => Of(lane, clock))],
            [.. pools.OrderBy(pool => pool.Provider, StringComparer.Ordinal).ThenBy(pool => pool.Class, StringComparer.Ordinal).Select(pool => Of(pool, clock.Now))],
            table.Lanes.Sum(lane => lane.Mirror.Unsettled));
    }

    private static bool IsClients(Pool pool) => pool.Keys is [{ IsClients: true }];

    private static LaneReport Of(Lane lane, WallClock clock)
    {
        var (state, until, reason) = StateOf(lane, clock.Now);
        var limits =
            from kind in s_perMinute
            let bucket = lane.Mirror.BucketOf(kind)
            where bucket is not null
            select new LimitState(kind, lane.Mirror.Limit(kind), bucket.Sync(clock.Now), bucket.Capacity);
        return new LaneReport(
            lane.Provider, lane.Key.Label, lane.Class, state, until is { } end ? clock.At(end) : null, reason,
            [.. limits], lane.Mirror.Blind, lane.Window.InFlight, lane.Calls, lane.Refusals(clock.Now));
    }

    /// <summary>What stands most in the way, until when, and why.</summary>
    private static (string State, double? Until, string? Reason) StateOf(Lane lane, double now)
    {
        if (lane.IsHeld)
        {
            return (LaneStates.Held, null, "A person paused it.");
        }

        var key = lane.KeyState.Trouble != KeyTrouble.None ? lane.KeyState : lane.ClassState;
        return key.Trouble switch
        {
            KeyTrouble.Dead => (LaneStates.Dead, key.Until, key.Reason),
            KeyTrouble.Exhausted => (LaneStates.Exhausted, key.Until, key.Reason),
            _ => lane.Breaker.State switch
            {
                BreakerState.Open when now < lane.Breaker.OpenUntil => (LaneStates.Cooling, lane.Breaker.OpenUntil, lane.LastFailure),
                BreakerState.Open or BreakerState.HalfOpen => (LaneStates.Probing, null, lane.LastFailure),
                _ when now < lane.PausedUntil => (LaneStates.Paused, lane.PausedUntil, lane.LastFailure),
                _ => (LaneStates.Open, null, null),
            },
        };
    }

    private static QueueReport Of(Pool pool, double now)
    {
        var asked = pool.Asked.Sum(now);
        var head = pool.Queue.Head(now);
        var average = asked.Calls > 0 ? asked.Tokens / asked.Calls : pool.Queue.Count > 0 ? pool.Queue.Tokens / pool.Queue.Count : 0;
        return new QueueReport(
            pool.Provider, pool.Class, [.. pool.Keys.Select(key => key.Label)], pool.Queue.Count, pool.Queue.Tokens,
            ExpectedWait(pool, average, now), head is null ? null : Name(pool.Best(head.Ticket.Demand, 0, now).Wait.For), Multiple(pool, asked), pool.Waits.Report(now));
    }

    /// <summary>First all that waits, and then a call of average size.</summary>
    private static double? ExpectedWait(Pool pool, double tokens, double now)
    {
        var (lane, own) = pool.Best(new Demand(tokens, null, PromptBlocks.None, 0), 0, now);
        var seconds = own.Seconds + pool.Drain();
        return lane is null ? null
            : double.IsFinite(seconds) ? seconds
            : double.IsFinite(own.Seconds) ? own.Seconds
            : null;
    }

    /// <summary>What was asked beside what the usable keys allow together, by the scarcer limit.</summary>
    private static double? Multiple(Pool pool, (long Calls, double Tokens) asked)
    {
        var usable = pool.Lanes.Where(lane => !lane.IsHeld && lane.KeyState.Trouble == KeyTrouble.None && lane.ClassState.Trouble == KeyTrouble.None).ToArray();
        var (requests, input) = (usable.Sum(lane => lane.Mirror.Limit(LimitKind.Requests)), usable.Sum(lane => lane.Mirror.Limit(LimitKind.InputTokens)));
        return requests <= 0 && input <= 0 ? null : Math.Max(requests > 0 ? asked.Calls / requests : 0, input > 0 ? asked.Tokens / input : 0);
    }

    private static string? Name(WaitsFor what) => what switch
    {
        WaitsFor.Nothing => null,
        WaitsFor.Requests => "requests",
        WaitsFor.InputTokens => "inputTokens",
        WaitsFor.OutputTokens => "outputTokens",
        WaitsFor.Concurrency => "concurrency",
        WaitsFor.Cooldown => "cooldown",
        WaitsFor.Pause => "pause",
        WaitsFor.Held => "held",
        WaitsFor.Key => "key",
        _ => "size",
    };
}
