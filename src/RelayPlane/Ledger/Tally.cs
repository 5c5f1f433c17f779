using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>The sums of a group of calls: what a rollup row holds and what <c>stats</c> shows. It is added to, by one thread at a time.</summary>
internal sealed class Tally
{
    /// <summary>Calls; each counts once, where its last attempt was made.</summary>
    public long Requests { get; set; }

    /// <summary>Calls that were refused or failed. A client that hung up is no error.</summary>
    public long Errors { get; set; }

    /// <summary>Tries that were sent upstream.</summary>
    public long Attempts { get; set; }

    /// <summary>Attempts that returned content or reported usage: those that cost something.</summary>
    public long Runs { get; set; }

    /// <summary>Runs whose cost is not known.</summary>
    public long Unpriced { get; set; }

    /// <summary>All input, cache reads and writes included.</summary>
    public long TokensIn { get; set; }

    public long CacheRead { get; set; }

    public long CacheWrite5m { get; set; }

    public long CacheWrite1h { get; set; }

    public long TokensOut { get; set; }

    public long Reasoning { get; set; }

    /// <summary>The sum over the runs whose cost is known.</summary>
    public long CostNano { get; set; }

    /// <summary>The sum over what is priced; null where there were runs and none of them is.</summary>
    public Money? Cost => Runs > 0 && Unpriced == Runs ? null : new Money(CostNano);

    /// <summary>Of whole calls, from arrival to end.</summary>
    public LatencyHistogram Latency { get; } = new();

    public void AddCall(bool error, long totalMicroseconds)
    {
        Requests++;
        Errors += error ? 1 : 0;
        Latency.Add(totalMicroseconds);
    }

    public void AddAttempt(bool isRun, TokenUsage? usage, Money? cost)
    {
        Attempts++;
        if (!isRun)
        {
            return;
        }

        Runs++;
        Unpriced += cost is null ? 1 : 0;
        CostNano += cost?.NanoUsd ?? 0;
        TokenUsage tokens = usage ?? default;
        TokensIn += tokens.TotalInput;
        CacheRead += tokens.CacheRead;
        CacheWrite5m += tokens.CacheWrite5m;
        CacheWrite1h += tokens.CacheWrite1h;
        TokensOut += tokens.Output;
        Reasoning += tokens.Reasoning;
    }

    public void Add(Tally other)
    {
        Requests += other.Requests;
        Errors += other.Errors;
        Attempts += other.Attempts;
        Runs += other.Runs;
        Unpriced += other.Unpriced;
        TokensIn += other.TokensIn;
        CacheRead += other.CacheRead;
        CacheWrite5m += other.CacheWrite5m;
        CacheWrite1h += other.CacheWrite1h;
        TokensOut += other.TokensOut;
        Reasoning += other.Reasoning;
        CostNano += other.CostNano;
        Latency.Merge(other.Latency);
    }
}
