namespace RelayPlane.Ledger;

/// <summary>A call on its way to the database, and where it stands in the journal meanwhile; null if nowhere.</summary>
internal readonly record struct Recorded(CallEntry Entry, JournalSegment? Kept);
