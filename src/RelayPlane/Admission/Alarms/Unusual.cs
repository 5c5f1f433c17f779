namespace RelayPlane.Admission.Alarms;

/// <summary>From what sum on a window is unusual. Agents work in bursts, so a sum is held against the busiest window that its key has shown, not against the average. Pure.</summary>
internal static class Unusual
{
    /// <summary>How many times the busiest window before.</summary>
    private const int Times = 4;

    /// <summary>The same where the user has said a number, and so wants to hear of it.</summary>
    private const int TimesIfWritten = 2;

    /// <summary>Windows after which a key has shown what is usual for it.</summary>
    private const int EnoughWindows = 3;

    /// <param name="sum">The key's windows until now.</param>
    /// <param name="threshold">Below it nothing is unusual.</param>
    /// <param name="isWritten">Whether the user wrote the threshold. Our own is what a busy agent easily reaches, so a key without a past is allowed as much more as one with.</param>
    /// <param name="isBroad">Whether the key has narrower ones beneath it, which come and go, so that it grows by itself.</param>
    public static long From(SlidingSum sum, long threshold, bool isWritten, bool isBroad)
    {
        var (largest, windows) = sum.Before();
        return isBroad ? Times * Math.Max(threshold, largest)
            : isWritten ? Math.Max(threshold, TimesIfWritten * largest)
            : windows >= EnoughWindows ? Math.Max(threshold, Times * largest)
            : Times * Math.Max(threshold, largest);
    }
}
