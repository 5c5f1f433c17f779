using System.Threading.Channels;

namespace RelayPlane.Dashboard.Live;

/// <summary>One page that listens: what is to be sent to it, and not more of it than it can be expected to read.</summary>
/// <param name="after">Up to where it has heard before; null for nothing.</param>
internal sealed class LiveListener(long? after, TimeProvider clock) : IDisposable
{
    /// <summary>Some seconds of a busy gateway.</summary>
    private const int MostFrames = 64;

    /// <summary>How long a last write may take when the gateway ends.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostFrames) { SingleReader = true });
    private readonly CancellationTokenSource _cut = new(Timeout.InfiniteTimeSpan, clock);

    public long? After => after;

    /// <returns>False where it is too slow: it is cut off, and its page comes again.</returns>
    public bool Offer(IEnumerable<byte[]> frames)
    {
        foreach (var frame in frames)
        {
            if (!_frames.Writer.TryWrite(frame))
            {
                _frames.Writer.TryComplete();

                // Not here and now: the feed holds its lock.
                _ = _cut.CancelAsync();
                return false;
            }
        }

        return true;
    }

    /// <summary>Nothing more will come.</summary>
    public void End()
    {
        _frames.Writer.TryComplete();
        _cut.CancelAfter(s_farewell);
    }

    /// <summary>Sends what comes, until it ends or the page leaves.</summary>
    public async ValueTask SendAsync(HttpContext http)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _cut.Token);
        try
        {
            await http.Response.Body.WriteAsync(EventFrame.Hello, gone.Token);
            await http.Response.Body.FlushAsync(gone.Token);
            await foreach (var frame in _frames.Reader.ReadAllAsync(gone.Token))
            {
                await http.Response.Body.WriteAsync(frame, gone.Token);
                await http.Response.Body.FlushAsync(gone.Token);
            }
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or IOException)
        {
            http.Abort();
        }
    }

    public void Dispose() => _cut.Dispose();
}
