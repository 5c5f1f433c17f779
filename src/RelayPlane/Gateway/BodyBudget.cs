namespace RelayPlane.Gateway;

/// <summary>The memory that the bodies of open calls may hold together, so that many large calls which wait cannot take the machine's. Safe for threads.</summary>
/// <param name="most">In bytes.</param>
internal sealed class BodyBudget(long most)
{
    private long _held;

    /// <summary>Where the config says nothing: half a gigabyte, or a quarter of a small machine's memory.</summary>
    public static long Usual => Math.Min(512L * 1024 * 1024, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>The most, in bytes; a reload may change it.</summary>
    public long Most { get; set; } = most;

    public long Held => Interlocked.Read(ref _held);

    public BodyShare Open() => new(this);

    /// <returns>False where so much more is not to be had now. One body alone always is: it is bounded by itself.</returns>
    public bool TryTake(long bytes)
    {
        var held = Interlocked.Add(ref _held, bytes);
        if (held <= Most || held == bytes)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _held, -bytes);
}
