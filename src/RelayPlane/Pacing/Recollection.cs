namespace RelayPlane.Pacing;

/// <summary>What an earlier run has left, until the lane or key that it is about is made. Guarded by the pacer's lock.</summary>
internal sealed class Recollection(PacingMemory memory, WallClock clock)
{
    /// <summary>A breaker that would have let a probe through longer ago says nothing of today.</summary>
    private const double StaleSeconds = 300;
    private readonly Dictionary<(string Provider, string Class, string Id), LaneMemory> _lanes = memory.Lanes
        .GroupBy(lane => (lane.Provider, lane.Class, lane.Id)).ToDictionary(same => same.Key, same => same.Last());
    private readonly Dictionary<(string Provider, string Id), KeyMemory> _keys = memory.Keys
        .GroupBy(key => (key.Provider, key.Id)).ToDictionary(same => same.Key, same => same.Last());

    /// <summary>The model classes for which a key's lane was left.</summary>
    public IReadOnlyList<string> ClassesOf(string provider, string keyId) =>
        [.. _lanes.Keys.Where(lane => lane.Provider == provider && lane.Id == keyId).Select(lane => lane.Class)];

    /// <summary>Puts into a new lane what was left of it, once.</summary>
    public void Restore(Lane lane, double now)
    {
        if (!_lanes.Remove((lane.Provider, lane.Class, lane.Key.Id), out var left))
        {
            return;
        }

        lane.Mirror.Restore(left.Requests, left.Input, left.Output, left.Blind, now);
        if (left.CoolsUntil is { } until && clock.Of(until) > now - StaleSeconds)
        {
            lane.Breaker.Open(clock.Of(until));
        }

        Restore(lane.ClassState, left.Quota);
    }

    /// <summary>Puts into a new key's state what was left of it, once.</summary>
    public void Restore(string provider, string keyId, KeyState state)
    {
        if (_keys.Remove((provider, keyId), out var left))
        {
            Restore(state, left.Trouble);
        }
    }

    private void Restore(KeyState state, TroubleMemory? left)
    {
        if (left is { Kind: not KeyTrouble.None })
        {
            state.Restore(left.Kind, left.Reason, clock.Of(left.Until), left.UntilIsKnown, left.Words);
        }
    }
}
