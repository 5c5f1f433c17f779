using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Budgets;

/// <summary>One amount that may not be passed: <c>budget.dailyUsd</c>, <c>budget.agents.coder.hourlyTokens</c>.</summary>
/// <param name="Name">For people: <c>daily</c>, <c>agent coder hourly tokens</c>.</param>
/// <param name="Key">Where it stands in the config.</param>
/// <param name="Of">Whose calls it is about.</param>
/// <param name="Pattern">Their names; <c>*</c> stands for anything. Each name that matches has the amount for itself.</param>
/// <param name="Period">After what it begins anew.</param>
/// <param name="Limit">In nano-dollars or tokens.</param>
/// <param name="OnBreach">What a call beyond it meets.</param>
/// <param name="DowngradeTo">The model that such a call goes to; null for the ladder.</param>
internal sealed record BudgetRule(
    string Name, string Key, BudgetScope Of, string Pattern, BudgetPeriod Period, BudgetUnit Unit, long Limit, BreachAction OnBreach, string? DowngradeTo)
{
    /// <summary>Whether a call beyond it is not sent as it is.</summary>
    public bool Holds => OnBreach is BreachAction.Block or BreachAction.Downgrade;

    /// <summary>Whose spending is summed: a session's for a session cap, whoever it is set for.</summary>
    public BudgetScope Sums => Period == BudgetPeriod.Session ? BudgetScope.Session : Of;

    /// <summary>A model may be written with its provider before it, as everywhere in a config, and is counted wherever it is served.</summary>
    public bool Covers(string name) =>
        Wildcard.Matches(Pattern, name)
        || (Of == BudgetScope.Model && Pattern.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Wildcard.Matches(Pattern.AsSpan(slash + 1), name));

    /// <summary>An amount of its unit, for people: <c>$12.40</c>, <c>1,200 tokens</c>.</summary>
    public string Text(long amount) => Unit == BudgetUnit.Usd
        ? BudgetWords.Usd(new Money(amount))
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount:N0} tokens");
}

/// <summary>By what calls are told apart for a budget.</summary>
internal enum BudgetScope
{
    All,
    Session,
    Agent,
    Client,
    Model,
}

/// <summary>After what a budget begins anew.</summary>
internal enum BudgetPeriod
{
    Hour,
    Day,
    Week,
    Month,

    /// <summary>Never, for one session.</summary>
    Session,

    /// <summary>With each call.</summary>
    Call,
}
