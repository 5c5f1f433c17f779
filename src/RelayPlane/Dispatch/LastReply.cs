using RelayPlane.Pacing;

namespace RelayPlane.Dispatch;

/// <summary>The provider's last word for why there is no answer, without its connection, in case no other attempt does better.</summary>
internal sealed class LastReply : IDisposable
{
    private (Peeked Peeked, Attempt Attempt)? _last;

    /// <summary>What the provider last said, short; null where it never did.</summary>
    public string? Message { get; private set; }

    public void Keep(Peeked? peeked, Attempt attempt)
    {
        Dispose();
        Message = attempt.Error;
        if (peeked is null)
        {
            return;
        }

        // A client's mistake may be said at any length: that is passed on at once, connection and all.
        if (peeked.Signal.Kind == SignalKind.Rejected ? peeked.Speaks : peeked.Hold())
        {
            _last = (peeked, attempt);
        }
        else
        {
            peeked.Dispose();
        }
    }

    /// <summary>Hands the reply on.</summary>
    public (Dispatched? Reply, string? Message) Take()
    {
        var taken = _last is var (peeked, attempt) ? new Dispatched(peeked.Reply, attempt, IsFinal: true) { Kind = peeked.Signal.Kind } : null;
        _last = null;
        return (taken, Message);
    }

    public void Dispose()
    {
        _last?.Peeked.Dispose();
        _last = null;
    }
}
