namespace RelayPlane.Pacing;

/// <summary>How long calls stood in a queue before they were let through, over the last hour. Guarded by the pacer's lock.</summary>
internal sealed class RecentWaits
{
    private const int Minutes = 60;

    /// <summary>Less is not a wait but the work of letting a call through.</summary>
    private const double Least = 0.001;
    private readonly (long Minute, long Calls, double Sum, double Longest)[] _slots = new (long, long, double, double)[Minutes];

    /// <param name="seconds">How long the call waited; those that did not wait at all are left out.</param>
    public void Add(double seconds, double now)
    {
        if (seconds < Least)
        {
            return;
        }

        var minute = (long)(now / 60);
        ref var slot = ref _slots[minute % Minutes];
        slot = slot.Minute == minute ? (minute, slot.Calls + 1, slot.Sum + seconds, Math.Max(slot.Longest, seconds)) : (minute, 1, seconds, seconds);
    }

    public WaitReport Report(double now)
    {
        var (calls, sum, longest) = (0L, 0.0, 0.0);
        foreach (var slot in _slots)
        {
            if (slot.Minute > (long)(now / 60) - Minutes)
            {
                (calls, sum, longest) = (calls + slot.Calls, sum + slot.Sum, Math.Max(longest, slot.Longest));
            }
        }

        return new WaitReport(calls, calls == 0 ? 0 : sum / calls, longest);
    }
}
