using System.Globalization;
using RelayPlane.Dialects;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Budgets;

/// <summary>What clients are told of budgets.</summary>
internal static class BudgetWords
{
    /// <summary>Cents from a dollar up, else as many digits as it has, up to six: <c>$12.40</c>, <c>$0.0312</c>.</summary>
    public static string Usd(Money money) =>
        "$" + money.Usd.ToString(money.Usd is >= 1 or 0 ? "#,0.00" : "0.00####", CultureInfo.InvariantCulture);

    /// <summary><c>daily 82% of $50.00</c>.</summary>
    public static string Share(Standing standing) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name(standing)} {Math.Floor(standing.Percent)}% of {standing.Rule.Text(standing.Rule.Limit)}");

    /// <summary><c>over daily: $50.12 of $50.00 spent</c>.</summary>
    public static string Over(Standing standing) =>
        $"over {Name(standing)}: {standing.Rule.Text(standing.Spent)} of {standing.Rule.Text(standing.Rule.Limit)} spent";

    /// <summary>The refusal of a call that a budget stands in the way of.</summary>
    public static Refusal Blocked(Standing standing, long need, bool unpriced)
    {
        var rule = standing.Rule;
        var limit = rule.Text(rule.Limit);
        var most = unpriced && rule.Unit == BudgetUnit.Usd ? "the call's cost is unknown" : $"the call may use up to {rule.Text(need)}";
        var said = rule.Period == BudgetPeriod.Call
            ? $"The {Name(standing)} budget is {limit}, and {most}. Lower its output limit, choose a cheaper model, or raise {rule.Key}."
            : $"The {Name(standing)} budget has no room: {rule.Text(standing.Spent)} of {limit} spent, {rule.Text(standing.Reserved)} reserved by calls in flight, and {most}. {Resets(standing)} To go on before, raise {rule.Key} or reset it with: relayplane budget reset {Reset(rule.Period)}.";
        return Refuse(said);
    }

    public static Refusal Unpriced(string model) =>
        Refuse($"The cost of {(model.Length > 0 ? $"the model {model}" : "this path")} is unknown, and budget.unpriced is \"block\". Set its price, choose another model, or set budget.unpriced to \"allow\".");

    public static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public static string Name(Standing standing) =>
        standing.Name.Length == 0 || standing.Rule.Name.Contains(standing.Name, StringComparison.OrdinalIgnoreCase) ? standing.Rule.Name : $"{standing.Rule.Name} ({standing.Name})";

    private static string Reset(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Hour => "--hourly",
        BudgetPeriod.Day => "--daily",
        BudgetPeriod.Week => "--weekly",
        BudgetPeriod.Month => "--monthly",
        _ => "--session",
    };

    private static string Resets(Standing standing) =>
        standing.ResetsAt is { } at ? $"It resets at {Moment(at)}." : "It does not reset by itself.";

    private static Refusal Refuse(string message) => new(RefusalKind.OverBudget, message) { ShouldRetry = false };
}
