using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>The sums of a group of calls: what a rollup row holds and what <c>stats</c> shows. It is added to, by one thread at a time.</summary>
internal sealed class Tally
{
    private readonly long[] _sums = new long[SumColumns.Names.Count];

    public long this[Sum sum] => _sums[(int)sum];

    public long Requests => this[Sum.Requests];

    public long Errors => this[Sum.Errors];

    public long Attempts => this[Sum.Attempts];

    public long Runs => this[Sum.Runs];

    public long Unpriced => this[Sum.Unpriced];

    public long Estimated => this[Sum.Estimated];

    public long TokensIn => this[Sum.TokensIn];

    public long CacheRead => this[Sum.CacheRead];

    public long CacheWrite5m => this[Sum.CacheWrite5m];

    public long CacheWrite1h => this[Sum.CacheWrite1h];

    public long TokensOut => this[Sum.TokensOut];

    public long Reasoning => this[Sum.Reasoning];

    public long CostNano => this[Sum.CostNano];

    public long CacheSavedNano => this[Sum.CacheSavedNano];

    public long RoutingSavedNano => this[Sum.RoutingSavedNano];

    public long FallbackNano => this[Sum.FallbackNano];

    /// <summary>The sum over what is priced; null where there were runs and none of them is.</summary>
    public Money? Cost => Runs > 0 && Unpriced == Runs ? null : new Money(CostNano);

    /// <summary>Of whole calls, from arrival to end.</summary>
    public LatencyHistogram Latency { get; } = new();

    public void AddCall(bool error, long totalMicroseconds)
    {
        Add(Sum.Requests, 1);
        Add(Sum.Errors, error ? 1 : 0);
        Latency.Add(totalMicroseconds);
    }

    public void AddAttempt(AttemptEntry attempt, bool isRun)
    {
        Add(Sum.Attempts, 1);
        if (!isRun)
        {
            return;
        }

        TokenUsage tokens = attempt.Usage ?? default;
        Add(Sum.Runs, 1);
        Add(Sum.Unpriced, attempt.Paid is null ? 1 : 0);
        Add(Sum.Estimated, attempt.Quote?.Status is PriceStatus.Estimated ? 1 : 0);
        Add(Sum.TokensIn, tokens.TotalInput);
        Add(Sum.CacheRead, tokens.CacheRead);
        Add(Sum.CacheWrite5m, tokens.CacheWrite5m);
        Add(Sum.CacheWrite1h, tokens.CacheWrite1h);
        Add(Sum.TokensOut, tokens.Output);
        Add(Sum.Reasoning, tokens.Reasoning);
        Add(Sum.CostNano, attempt.Paid?.NanoUsd ?? 0);
        Add(Sum.CacheSavedNano, attempt.Savings.Cache ?? 0);
        Add(Sum.RoutingSavedNano, attempt.Savings.Routing ?? 0);
        Add(Sum.FallbackNano, attempt.Savings.Fallback ?? 0);
    }

    public void Add(Sum sum, long amount) => _sums[(int)sum] = checked(_sums[(int)sum] + amount);

    /// <summary>Adds the sums that stand in a row, from a column on.</summary>
    public void Add(Statement row, int first)
    {
        for (int sum = 0; sum < _sums.Length; sum++)
        {
            _sums[sum] += row.Number(first + sum);
        }
    }

    public void Add(Tally other)
    {
        for (int sum = 0; sum < _sums.Length; sum++)
        {
            _sums[sum] = checked(_sums[sum] + other._sums[sum]);
        }

        Latency.Merge(other.Latency);
    }

    /// <summary>Takes out what was added before.</summary>
    public void Subtract(Tally part)
    {
        for (int sum = 0; sum < _sums.Length; sum++)
        {
            _sums[sum] -= part._sums[sum];
        }

        Latency.Subtract(part.Latency);
    }
}
