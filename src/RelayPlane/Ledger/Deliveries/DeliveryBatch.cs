namespace RelayPlane.Ledger.Deliveries;

/// <summary>A row of <c>deliveries</c> that is added to.</summary>
internal readonly record struct DeliveryPlace(RollupLevel Level, long Period, DeliveryKey Key);

/// <summary>What one transaction adds to the deliveries, summed in memory as in <see cref="RollupBatch"/>.</summary>
internal sealed class DeliveryBatch
{
    private static readonly DeliverySplit[] s_splits = Enum.GetValues<DeliverySplit>();

    /// <summary>The same of every split.</summary>
    private static readonly RollupLevel s_finest = RollupLevel.Of(DeliverySplit.TargetAndRoute)[0];

    private readonly Dictionary<(long Quarter, DeliveryKey Key), DeliveryTally> _quarters = [];

    /// <summary>What is added, spread over the levels.</summary>
    public IReadOnlyDictionary<DeliveryPlace, DeliveryTally> Places()
    {
        Dictionary<DeliveryPlace, DeliveryTally> places = [];
        foreach (((long quarter, DeliveryKey key), DeliveryTally sums) in _quarters)
        {
            Of(places, PlaceOf(s_finest, quarter, key)).Add(sums);
            foreach (DeliverySplit split in s_splits)
            {
                foreach (RollupLevel level in RollupLevel.Of(split).Skip(1))
                {
                    Of(places, PlaceOf(level, quarter, key.Only(split))).Add(sums);
                }
            }
        }

        return places;
    }

    /// <summary>Counts a call where its last attempt went, and what each attempt cost where it went.</summary>
    public void Add(CallEntry call)
    {
        if (!Words.RunsModel(call.Endpoint))
        {
            return;
        }

        Delivery.Count(call, At(call, call.Given));
        foreach (AttemptEntry attempt in call.Attempts)
        {
            Delivery.Count(attempt, Words.IsRun(call, attempt), At(call, attempt));
        }
    }

    /// <summary>Adds what an attempt costs otherwise than before.</summary>
    public void Add(CallEntry call, AttemptEntry attempt, Tally difference)
    {
        if (Words.RunsModel(call.Endpoint))
        {
            DeliveryTally tally = At(call, attempt);
            tally.Add(DeliverySum.Unpriced, difference.Unpriced);
            tally.Add(DeliverySum.CostNano, difference.CostNano);
        }
    }

    private static DeliveryPlace PlaceOf(RollupLevel level, long quarter, DeliveryKey key) =>
        new(level, PeriodSpan.Floor(quarter, level.Seconds) / level.Seconds, key);

    private DeliveryTally At(CallEntry call, AttemptEntry? attempt) =>
        Of(_quarters, (PeriodSpan.Floor(call.At.ToUnixTimeSeconds(), s_finest.Seconds), DeliveryKey.Of(call, attempt)));

    private static DeliveryTally Of<TKey>(Dictionary<TKey, DeliveryTally> tallies, TKey key)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out DeliveryTally? tally))
        {
            tallies.Add(key, tally = new DeliveryTally());
        }

        return tally;
    }
}
