using RelayPlane.Metering;

namespace RelayPlane.Admission.Budgets;

/// <summary>How a budget stands at a moment, for one of those whom it is about.</summary>
/// <param name="Rule">The budget.</param>
/// <param name="Name">Whose it is; empty for everybody's.</param>
/// <param name="Spent">In the budget's unit, since its window began.</param>
/// <param name="Reserved">Set aside for calls in flight.</param>
/// <param name="ResetsAt">When it begins anew, or its oldest spending ages out; null for never.</param>
/// <param name="Fits">Whether the call that was asked about fits.</param>
internal sealed record Standing(BudgetRule Rule, string Name, long Spent, long Reserved, DateTimeOffset? ResetsAt, Fit Fits)
{
    public long Room => Rule.Limit - Spent - Reserved;

    public double Percent => PercentOf(Spent);

    public double PercentOf(long spent) => Rule.Limit > 0 ? (double)(100m * spent / Rule.Limit) : 100;

    /// <param name="passed">The threshold, in percent.</param>
    public BudgetCrossing Crossing(double passed) => new(
        Rule.Name, Name.Length > 0 ? Name : null, passed, Percent,
        new Money(Rule.Unit == BudgetUnit.Usd ? Spent : 0), new Money(Rule.Unit == BudgetUnit.Usd ? Rule.Limit : 0), ResetsAt);
}

/// <summary>Whether an amount fits within a budget.</summary>
internal enum Fit
{
    Now,

    /// <summary>Once calls in flight have settled for less than was set aside for them.</summary>
    Later,

    Never,
}
