using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch.Judging;

/// <summary>An answer that was not good enough, without its connection, in case no step above does better. While there is one, no turn is waited for long, and no attempt for longer than the client waits.</summary>
/// <param name="cancel">Fires when the client leaves.</param>
internal sealed class KeptAnswer(Call call, Origins origins, TimeProvider clock, CancellationToken cancel) : IDisposable
{
    /// <summary>A better answer may take its time, but a place in a queue or a provider that recovers is not waited for longer, with an answer in hand.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    private readonly long _begun = clock.GetTimestamp();
    private (Peeked Peeked, Attempt Attempt, Credential Key)? _kept;
    private Patience? _waits;
    private Patience? _works;

    /// <summary>Ends the waits between attempts: when the client leaves, or when they have become too long for who has an answer.</summary>
    public CancellationToken Waits => _waits?.Token ?? cancel;

    /// <summary>Ends an attempt: when the client leaves, or when it would if it were not given the answer in hand.</summary>
    public CancellationToken Works => _works?.Token ?? cancel;

    /// <summary>Whether there is one.</summary>
    public bool Is => _kept is not null;

    /// <summary>Whether the client can wait no longer for a better answer.</summary>
    public bool IsDue => _works?.RanOut == true;

    public bool RanOut => IsDue || _waits?.RanOut == true;

    /// <summary>Of several the last, which the strongest model gave, but not one that says nothing.</summary>
    /// <param name="key">What made it.</param>
    public void Keep(Peeked peeked, Attempt attempt, Credential key)
    {
        if ((_kept is not null && attempt.Escalated == EscalateOn.Empty) || !peeked.Hold())
        {
            peeked.Dispose();
            return;
        }

        _kept?.Peeked.Dispose();
        _kept = (peeked, attempt, key);
        _waits?.Dispose();
        _waits = new Patience(s_longestWait, clock, cancel);
        _works ??= Deadline.OfClient(call.Headers) is { } until ? new Patience(until - clock.GetElapsedTime(_begun), clock, cancel) : null;
    }

    /// <summary>Hands the answer on; null where there is none, or nobody to take it.</summary>
    public Dispatched? Take()
    {
        if (_kept is not var (peeked, attempt, key) || cancel.IsCancellationRequested)
        {
            return null;
        }

        _kept = null;
        origins.Answered(call, peeked.Reply.Reply.Sent, peeked.Reply, key);
        return new Dispatched(peeked.Reply, attempt) { HasEnded = true };
    }

    public void Dispose()
    {
        _kept?.Peeked.Dispose();
        _waits?.Dispose();
        _works?.Dispose();
    }
}
