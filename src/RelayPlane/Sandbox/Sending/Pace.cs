namespace RelayPlane.Sandbox.Sending;

/// <summary>Holds a reply to its speed: token n leaves n / speed after the first, with no drift.</summary>
internal sealed class Pace(double tokensPerSecond, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private long _sent;

    /// <summary>How long the next event has to wait, once these tokens are out.</summary>
    public TimeSpan After(int tokens)
    {
        _sent += tokens;
        return tokensPerSecond > 0 ? TimeSpan.FromSeconds(_sent / tokensPerSecond) - clock.GetElapsedTime(_start) : TimeSpan.Zero;
    }
}
