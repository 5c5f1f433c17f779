namespace RelayPlane.Routing;

/// <summary>One of <c>routes</c> or <c>routing.rules</c>: which calls it takes, where they go, and how patiently.</summary>
/// <param name="Conditions">Null for a route that is only chosen by name.</param>
/// <param name="Begins">Where its calls go first; null for where they would go anyway.</param>
/// <param name="Fallback">Where they go next; null for the first target's own chain.</param>
internal sealed record Route(string Name, Conditions? Conditions, RouteChoice? Begins, IReadOnlyList<string>? Fallback, TermsBook Terms)
{
    /// <summary>As the ledger has it.</summary>
    public string Reason { get; } = $"route:{Name}";
}
