namespace RelayPlane.Ledger.Decisions;

/// <summary>A row of <c>routings</c> that is added to.</summary>
internal readonly record struct RoutingPlace(RollupLevel Level, long Period, RoutingKey Key);

/// <summary>What one transaction adds to the routings, summed in memory as in <see cref="RollupBatch"/>.</summary>
internal sealed class RoutingBatch
{
    private readonly Dictionary<(long Quarter, RoutingKey Key), RoutingTally> _quarters = [];

    /// <summary>What is added, spread over the levels.</summary>
    public IReadOnlyDictionary<RoutingPlace, RoutingTally> Places()
    {
        Dictionary<RoutingPlace, RoutingTally> places = [];
        foreach (var ((quarter, key), sums) in _quarters)
        {
            foreach (var level in RollupLevel.Routings)
            {
                Of(places, new(level, PeriodSpan.Floor(quarter, level.Seconds) / level.Seconds, key)).Add(sums);
            }
        }

        return places;
    }

    /// <summary>Counts a call with what it cost, and each of its climbs with what the attempt before it cost.</summary>
    public void Add(CallEntry call) => Count(call, key => At(call, key));

    /// <summary>Adds what an attempt costs otherwise than before.</summary>
    public void Add(CallEntry call, AttemptEntry attempt, Tally difference)
    {
        if (!Words.RunsModel(call.Endpoint))
        {
            return;
        }

        if (RoutingKey.Of(call) is { } decided)
        {
            At(call, decided).Add(difference);
        }

        if (RoutingKey.Of(call, attempt) is { } climb)
        {
            At(call, climb).Add(difference);
        }
    }

    /// <param name="of">The tally that a key is added to.</param>
    public static void Count(CallEntry call, Func<RoutingKey, RoutingTally> of)
    {
        if (!Words.RunsModel(call.Endpoint))
        {
            return;
        }

        var decided = RoutingKey.Of(call) is { } key ? of(key) : null;
        var climbed = false;
        foreach (var attempt in call.Attempts)
        {
            var climb = RoutingKey.Of(call, attempt) is { } way ? of(way) : null;
            climb?.AddCall(escalated: true);
            climbed |= climb is not null;
            if (Words.IsRun(call, attempt))
            {
                decided?.AddAttempt(attempt);
                climb?.AddAttempt(attempt);
            }
        }

        decided?.AddCall(climbed);
    }

    private RoutingTally At(CallEntry call, RoutingKey key) =>
        Of(_quarters, (PeriodSpan.Floor(call.At.ToUnixTimeSeconds(), RollupLevel.Routings[0].Seconds), key));

    private static RoutingTally Of<TKey>(Dictionary<TKey, RoutingTally> tallies, TKey key)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies.Add(key, tally = new RoutingTally());
        }

        return tally;
    }
}
