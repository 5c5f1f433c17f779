namespace RelayPlane.Admission.Budgets;

/// <summary>An amount that a call asks to have set aside.</summary>
/// <param name="Who">Whose lines it is set aside on: everybody's, and those of its session, agent, client and models.</param>
/// <param name="Rules">The budgets that count it, each for one of these.</param>
/// <param name="Worst">The most that one attempt can use.</param>
/// <param name="Unpriced">Whether what it costs is unknown: then it needs no room, but a budget that is not used up.</param>
/// <param name="Terms">The config's terms.</param>
internal sealed record BudgetAsk(IReadOnlyList<LineKey> Who, IReadOnlyList<AppliedRule> Rules, Spend Worst, bool Unpriced, BudgetTerms Terms)
{
    /// <summary>In a budget's unit. A call of unknown cost needs the least that there is, and so of tokens where it is not known to have any.</summary>
    public long Need(BudgetUnit unit) => Unpriced ? Math.Max(1, Worst.In(unit)) : Worst.In(unit);
}

/// <summary>Whose spending a line sums. Upper and lower case are alike, as they are for a budget's pattern: nobody gets its amount once more by another spelling.</summary>
/// <param name="Name">Empty for everybody's.</param>
internal readonly record struct LineKey(BudgetScope Scope, string Name)
{
    public bool Equals(LineKey other) => Scope == other.Scope && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Scope, Name.GetHashCode(StringComparison.OrdinalIgnoreCase));
}

/// <summary>A budget as it counts one call.</summary>
internal sealed record AppliedRule(BudgetRule Rule, string Name)
{
    public LineKey Line => new(Rule.Sums, Rule.Sums == BudgetScope.All ? string.Empty : Name);
}
