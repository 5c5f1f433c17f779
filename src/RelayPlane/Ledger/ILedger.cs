namespace RelayPlane.Ledger;

/// <summary>Takes entries without blocking, without waiting for a database, and without ever failing a call.</summary>
internal interface ILedger
{
    /// <summary>Puts the entry, as it is known by now, where a kill of the process cannot take it: called just before the client can know that its call has ended.</summary>
    /// <returns>Where it stands; null if it could not be put there, which stops no call.</returns>
    JournalSegment? Keep(CallEntry entry);

    /// <param name="entry">The call, now ended.</param>
    /// <param name="kept">Where <see cref="Keep"/> put it; null where it was not called.</param>
    void Record(CallEntry entry, JournalSegment? kept = null);
}
