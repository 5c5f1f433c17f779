using RelayPlane.Metering;

namespace RelayPlane.Ledger.Decisions;

/// <summary>The sums of a group of routed calls, or of climbs: what a row of <c>routings</c> holds. It is added to, by one thread at a time.</summary>
internal sealed class RoutingTally
{
    /// <summary>The columns, in the order of <see cref="Sums"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["calls", "escalated", "runs", "unpriced", "cost_nano", "saved_nano"];

    public long Calls { get; private set; }

    /// <summary>Of them, those that climbed.</summary>
    public long Escalated { get; private set; }

    /// <summary>Attempts that cost something.</summary>
    public long Runs { get; private set; }

    public long Unpriced { get; private set; }

    public long CostNano { get; private set; }

    /// <summary>What the models that were asked for would have cost for the same tokens, less what was paid, as far as both are known.</summary>
    public long SavedNano { get; private set; }

    /// <summary>The sum over what is priced; null where there were runs and none of them is.</summary>
    public Money? Cost => Runs > 0 && Unpriced == Runs ? null : new Money(CostNano);

    /// <summary>All of it, in the order of the columns.</summary>
    public IReadOnlyList<long> Sums => [Calls, Escalated, Runs, Unpriced, CostNano, SavedNano];

    public void AddCall(bool escalated) => Add(1, escalated ? 1 : 0, 0, 0, 0, 0);

    public void AddAttempt(AttemptEntry attempt) =>
        Add(0, 0, 1, attempt.Paid is null ? 1 : 0, attempt.Paid?.NanoUsd ?? 0, (attempt.Savings.Routing ?? 0) - (attempt.Savings.Fallback ?? 0));

    /// <summary>Adds what an attempt costs otherwise than before.</summary>
    public void Add(Tally difference) => Add(0, 0, 0, difference.Unpriced, difference.CostNano, difference.RoutingSavedNano - difference.FallbackNano);

    public void Add(RoutingTally other) => Add(other.Calls, other.Escalated, other.Runs, other.Unpriced, other.CostNano, other.SavedNano);

    /// <summary>Adds the sums that stand in a row, from a column on.</summary>
    public void Add(Statement row, int first) =>
        Add(row.Number(first), row.Number(first + 1), row.Number(first + 2), row.Number(first + 3), row.Number(first + 4), row.Number(first + 5));

    private void Add(long calls, long escalated, long runs, long unpriced, long costNano, long savedNano)
    {
        checked
        {
            Calls += calls;
            Escalated += escalated;
            Runs += runs;
            Unpriced += unpriced;
            CostNano += costNano;
            SavedNano += savedNano;
        }
    }
}
