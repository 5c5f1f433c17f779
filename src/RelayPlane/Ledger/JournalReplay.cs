namespace RelayPlane.Ledger;

/// <summary>Brings to the database what only the journal holds: what a killed process left, and what found no room in memory while the database could not be written.</summary>
internal sealed class JournalReplay(Journal journal)
{
    private const int BatchSize = 4096;

    /// <summary>Calls of earlier processes that the database lacked.</summary>
    public long Recovered { get; private set; }

    /// <summary>Writes the oldest file's calls, those that the database has being left as they are, and frees it.</summary>
    /// <param name="written">How many calls of this process it was owed for.</param>
    /// <returns>False where there was nothing to do.</returns>
    public bool WriteNext(EntryWriter writer, out int written)
    {
        written = 0;
        if (journal.NextOwing() is not { } segment)
        {
            return false;
        }

        var owed = segment.Owed;
        var added = 0;
        foreach (var batch in segment.Read().Chunk(BatchSize))
        {
            added += Write(writer, batch);
        }

        segment.Repay(owed);
        journal.Sweep();
        if (segment.IsLeftBehind)
        {
            Recovered += added;
        }
        else
        {
            written = owed;
        }

        return true;
    }

    /// <summary>A call that cannot be written takes no other with it.</summary>
    private static int Write(EntryWriter writer, CallEntry[] calls)
    {
        try
        {
            return writer.Write(calls);
        }
        catch (Exception failure) when (SqliteFailure.Remedy(failure) == Remedy.Skip)
        {
            return calls.Length == 1 ? 0 : calls.Sum(call => Write(writer, [call]));
        }
    }
}
