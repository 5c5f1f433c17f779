namespace RelayPlane.Dispatch;

/// <summary>How long an attempt is waited for: its token fires when that runs out or the client leaves, and it knows which it was.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationToken _client;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _leaving;

    /// <param name="within">From now; nothing or less has run out already.</param>
    public Patience(TimeSpan within, TimeProvider clock, CancellationToken client)
    {
        _client = client;
        _source = new CancellationTokenSource(within > TimeSpan.Zero ? within : TimeSpan.Zero, clock);
        _leaving = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public bool RanOut => _source.IsCancellationRequested && !_client.IsCancellationRequested;

    /// <summary>What was waited for came.</summary>
    /// <param name="left">For what still follows; null where from now on only the client can end it.</param>
    public void Rest(TimeSpan? left)
    {
        if (!_source.IsCancellationRequested)
        {
            _source.CancelAfter(left is { } time ? (time > TimeSpan.Zero ? time : TimeSpan.Zero) : Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _leaving.Dispose();
        _source.Dispose();
    }
}
