namespace RelayPlane.Ledger;

/// <summary>What was spent within a moment or an hour, by whom.</summary>
/// <param name="At">The moment; the end of an hour that is summed.</param>
/// <param name="Model">Null for what a session spent, where the rows of the others count the same amount.</param>
/// <param name="CostNano">Of what is priced.</param>
/// <param name="Tokens">All input and output.</param>
internal sealed record SpentRow(DateTimeOffset At, string? Session, string? Agent, string? Client, string? Model, long CostNano, long Tokens);
