namespace RelayPlane.Relay;

/// <summary>
/// Watches a provider between the pieces of its reply, and fires its token where none comes for too long. Only waiting for the provider counts, never
/// the client's slowness. One timer serves the whole reply: it looks at the clock now and then, and a piece costs no more than noting when it came.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    /// <summary>Without a byte; some providers are silent for long while they think.</summary>
    public static readonly TimeSpan UsualSilence = TimeSpan.FromSeconds(120);

    /// <summary>With pings alone, as a multiple of the silence that is allowed: 300 seconds as a rule.</summary>
    private const double PingsAlone = 2.5;

    private readonly TimeProvider _clock;
    private readonly TimeSpan _silence;
    private readonly TimeSpan _total;
    private readonly long _begun;
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _leaving;
    private readonly ITimer _timer;

    /// <summary>When the wait began, as a timestamp; 0 while nothing is waited for.</summary>
    private long _waiting;
    private long _content;

    /// <param name="silence">Without a byte.</param>
    /// <param name="total">What is left for the reply as a whole; null for no end.</param>
    public StallWatch(TimeSpan silence, TimeSpan? total, TimeProvider clock, CancellationToken client)
    {
        (_silence, _total, _clock) = (silence, total ?? TimeSpan.MaxValue, clock);
        _content = _begun = clock.GetTimestamp();
        _leaving = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _timer = clock.CreateTimer(static watch => ((StallWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Again(Less(silence, _total));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the provider stalled; false where the client left.</summary>
    public bool Fired { get; private set; }

    public void Waits() => Volatile.Write(ref _waiting, _clock.GetTimestamp());

    public void Came(ReadOnlySpan<byte> piece)
    {
        if (!IsPing(piece))
        {
            Volatile.Write(ref _content, _clock.GetTimestamp());
        }

        Volatile.Write(ref _waiting, 0);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _leaving.Dispose();
        _source.Dispose();
    }

    /// <summary>Nearly right is enough: a piece that begins as a ping or a comment does.</summary>
    private static bool IsPing(ReadOnlySpan<byte> piece) => piece.StartsWith(":"u8) || piece.StartsWith("event: ping"u8) || piece.StartsWith("event:ping"u8);

    private void Look()
    {
        var now = _clock.GetTimestamp();
        var since = Volatile.Read(ref _waiting);
        var left = since == 0 ? _silence
            : Less(_silence - _clock.GetElapsedTime(since, now), (PingsAlone * _silence) - _clock.GetElapsedTime(Volatile.Read(ref _content), now));
        left = Less(left, _total - _clock.GetElapsedTime(_begun, now));
        if (left > TimeSpan.Zero)
        {
            Again(left);
            return;
        }

        Fired = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The reply ended at this very moment.
        }
    }

    private static TimeSpan Less(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Again(TimeSpan time)
    {
        try
        {
            _timer.Change(time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The reply ended at this very moment.
        }
    }
}
