using RelayPlane.Routing;

namespace RelayPlane.Dispatch.Judging;

/// <summary>An answer that was not good enough, without its connection, in case no step above does better. While there is one, no turn is waited for long.</summary>
/// <param name="cancel">Fires when the client leaves.</param>
internal sealed class KeptAnswer(TimeProvider clock, CancellationToken cancel) : IDisposable
{
    /// <summary>A better answer may take its time, but a place in a queue or a provider that recovers is not waited for longer, with an answer in hand.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    private (Peeked Peeked, Attempt Attempt)? _kept;
    private Patience? _patience;

    /// <summary>Ends the waits between attempts: when the client leaves, or when they have become too long for who has an answer.</summary>
    public CancellationToken Waits => _patience?.Token ?? cancel;

    public bool RanOut => _patience?.RanOut == true;

    /// <summary>Of several the last, which the strongest model gave, but not one that says nothing.</summary>
    public void Keep(Peeked peeked, Attempt attempt)
    {
        if ((_kept is not null && attempt.Escalated == EscalateOn.Empty) || !peeked.Hold())
        {
            peeked.Dispose();
            return;
        }

        _kept?.Peeked.Dispose();
        _kept = (peeked, attempt);
        _patience?.Dispose();
        _patience = new Patience(s_longestWait, clock, cancel);
    }

    /// <summary>Hands the answer on; null where there is none, or nobody to take it.</summary>
    public Dispatched? Take()
    {
        if (_kept is not var (peeked, attempt) || cancel.IsCancellationRequested)
        {
            return null;
        }

        _kept = null;
        return new Dispatched(peeked.Reply, attempt) { HasEnded = true };
    }

    public void Dispose()
    {
        _kept?.Peeked.Dispose();
        _patience?.Dispose();
    }
}
