using RelayPlane.Metering;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>How a group of calls was delivered: what a row of <c>deliveries</c> holds. It is added to, by one thread at a time.</summary>
internal sealed class DeliveryTally
{
    private readonly long[] _sums = new long[DeliveryColumns.Sums.Count];
    private readonly LatencyHistogram[] _spreads = [new(), new(), new(), new()];

    public long this[DeliverySum sum] => _sums[(int)sum];

    public LatencyHistogram this[DeliverySpread spread] => _spreads[(int)spread];

    /// <summary>The sum over what is priced; null where there were runs and none of them is.</summary>
    public Money? Cost => this[DeliverySum.Runs] > 0 && this[DeliverySum.Unpriced] == this[DeliverySum.Runs] ? null : new Money(this[DeliverySum.CostNano]);

    public static DeliveryTally Together(IEnumerable<DeliveryTally?> parts)
    {
        DeliveryTally whole = new();
        foreach (DeliveryTally part in parts.OfType<DeliveryTally>())
        {
            whole.Add(part);
        }

        return whole;
    }

    public void Add(DeliverySum sum, long amount) => _sums[(int)sum] = checked(_sums[(int)sum] + amount);

    public void Add(DeliveryTally other)
    {
        for (int sum = 0; sum < _sums.Length; sum++)
        {
            _sums[sum] = checked(_sums[sum] + other._sums[sum]);
        }

        for (int spread = 0; spread < _spreads.Length; spread++)
        {
            _spreads[spread].Merge(other._spreads[spread]);
        }
    }
}
