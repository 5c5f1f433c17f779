using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>Gathers what should survive a restart. Guarded by the pacer's lock.</summary>
internal static class Remembering
{
    public static PacingMemory Of(PoolTable table, WallClock clock)
    {
        var lanes = table.Lanes.Where(lane => lane.Key.IsConfigured && table.IsCurrent(lane)).ToArray();
        var keys =
            from lane in lanes
            group lane.KeyState by (lane.Provider, lane.Key.Id) into key
            let trouble = Trouble(key.First(), clock)
            where trouble is not null
            orderby key.Key.Provider, key.Key.Id
            select new KeyMemory(key.Key.Provider, key.Key.Id, trouble);
        var learned =
            from lane in lanes
            let memory = Lane(lane, clock)
            where memory.Requests is not null || memory.Input is not null || memory.Output is not null || memory.CoolsUntil is not null || memory.Quota is not null || lane.KeyState.Trouble != KeyTrouble.None
            orderby memory.Provider, memory.Class, memory.Id
            select memory;
        return new PacingMemory(PacingMemory.Current, [.. keys], [.. learned]);
    }

    private static LaneMemory Lane(Lane lane, WallClock clock) => new(
        lane.Provider, lane.Class, lane.Key.Id,
        Limit(lane, LimitKind.Requests), Limit(lane, LimitKind.InputTokens), Limit(lane, LimitKind.OutputTokens), lane.Mirror.Blind,
        lane.Breaker.State == BreakerState.Closed ? null : clock.AtSecond(lane.Breaker.OpenUntil),
        Trouble(lane.ClassState, clock));

    private static double? Limit(Lane lane, LimitKind kind) => lane.Mirror.Limit(kind) is > 0 and var limit ? limit : null;

    private static TroubleMemory? Trouble(KeyState state, WallClock clock) =>
        state.Trouble == KeyTrouble.None ? null : new(state.Trouble, clock.AtSecond(state.Until), state.UntilIsKnown, state.Reason, state.Words);
}
