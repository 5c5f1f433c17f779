namespace RelayPlane.Pacing;

/// <summary>What calls asked for in the last minute, whether they were let in or not: beside the limits it says whether physics is in the way. Guarded by the pacer's lock.</summary>
internal sealed class RecentAsks
{
    private const int Seconds = 60;
    private readonly (long Second, long Calls, double Tokens)[] _slots = new (long, long, double)[Seconds];

    /// <param name="tokens">The call's uncached input, estimated.</param>
    public void Add(double tokens, double now)
    {
        var second = (long)now;
        ref var slot = ref _slots[second % Seconds];
        slot = slot.Second == second ? (second, slot.Calls + 1, slot.Tokens + tokens) : (second, 1, tokens);
    }

    /// <summary>The sums of the last minute.</summary>
    public (long Calls, double Tokens) Sum(double now)
    {
        var (calls, tokens) = (0L, 0.0);
        foreach (var slot in _slots)
        {
            if (slot.Second > (long)now - Seconds)
            {
                calls += slot.Calls;
                tokens += slot.Tokens;
            }
        }

        return (calls, tokens);
    }
}
