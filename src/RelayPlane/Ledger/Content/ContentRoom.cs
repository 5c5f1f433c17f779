namespace RelayPlane.Ledger.Content;

/// <summary>The memory that everything captured may take together, of open calls and of those not written yet. Safe for threads.</summary>
/// <param name="most">In bytes.</param>
internal sealed class ContentRoom(long most)
{
    private long _held;

    /// <summary>128 MB, or a sixteenth of a small machine's memory.</summary>
    public static long Usual => Math.Min(128L * 1024 * 1024, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    public long Held => Interlocked.Read(ref _held);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _held, -bytes);
}
