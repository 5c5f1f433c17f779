using RelayPlane.Metering;

namespace RelayPlane.Admission.Budgets;

/// <summary>A budget has passed one of <c>budget.alertThresholds</c>, or a call went beyond one that only tells (<c>onBreach: "alert"</c>).</summary>
/// <param name="Budget">The budget's name: <c>daily</c>.</param>
/// <param name="Scope">The agent, session, client or model that it is of; null for all calls together.</param>
/// <param name="Passed">The threshold in percent; 100 for a call that goes beyond it, however much is spent.</param>
/// <param name="Percent">How much of it is spent.</param>
/// <param name="Spent">Nothing for a budget of tokens, as is the limit.</param>
/// <param name="Limit">What may be spent.</param>
/// <param name="ResetsAt">When it begins anew; null where it never does at once.</param>
internal sealed record BudgetCrossing(string Budget, string? Scope, double Passed, double Percent, Money Spent, Money Limit, DateTimeOffset? ResetsAt);
