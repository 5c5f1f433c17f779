namespace RelayPlane.Ledger;

/// <summary>How the ledger is doing, for <c>/health</c>.</summary>
/// <param name="Written">Calls in the database since the start.</param>
/// <param name="Pending">Calls that are held and not written yet.</param>
/// <param name="Lost">Calls that could not be kept.</param>
/// <param name="LastError">What went wrong last; null while all is written.</param>
internal sealed record LedgerHealth(long Written, long Pending, long Lost, string? LastError)
{
    /// <summary>Calls that ended without standing in the journal first: a kill within the moment that follows would have taken them.</summary>
    public long JournalFailures { get; init; }

    /// <summary>Calls that an earlier run had left in the journal, and that the database lacked.</summary>
    public long Recovered { get; init; }
}
