using System.Globalization;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>Which calls a person wants to see; each that is null asks nothing. Names match by any part of them, upper and lower case alike.</summary>
/// <param name="Status"><c>429</c>, <c>5xx</c>, or an outcome like <c>cancelled</c>.</param>
/// <param name="Session">How the session's id begins.</param>
/// <param name="Errors">Only calls that were refused or failed.</param>
/// <param name="Slow">Only calls that took at least so long.</param>
internal sealed record TailFilter(string? Agent, string? Model, string? Provider, string? Status, string? Session, bool Errors, TimeSpan? Slow)
{
    private static readonly string[] s_outcomes = ["answered", "refused", "failed", "cancelled"];

    public bool Takes(CallEntry call) =>
        (Agent is null || Has(call.Agent, Agent) || Has(call.ParentAgent, Agent) || Has(call.Client, Agent))
        && (Model is null || Has(call.ModelRequested, Model) || call.Attempts.Any(attempt => Has(attempt.Model, Model)))
        && (Provider is null || call.Attempts.Any(attempt => Has(attempt.Provider, Provider)))
        && (Session is null || call.Session?.StartsWith(Session, StringComparison.OrdinalIgnoreCase) == true)
        && (!Errors || call.Outcome is Outcome.Refused or Outcome.Failed)
        && !(Slow > call.Total)
        && (Status is null || TakesStatus(call, Status));

    public static bool IsStatus(string text) =>
        s_outcomes.Contains(text, StringComparer.OrdinalIgnoreCase)
        || (text.Length == 3 && char.IsAsciiDigit(text[0]) && (IsNumber(text) || text[1..].Equals("xx", StringComparison.OrdinalIgnoreCase)));

    private static bool TakesStatus(CallEntry call, string status) =>
        s_outcomes.Contains(status, StringComparer.OrdinalIgnoreCase) ? Words.Of(call.Outcome).Equals(status, StringComparison.OrdinalIgnoreCase)
        : IsNumber(status) ? call.Status == int.Parse(status, CultureInfo.InvariantCulture)
        : call.Status / 100 == status[0] - '0';

    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit);

    private static bool Has(string? name, string part) => name?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
