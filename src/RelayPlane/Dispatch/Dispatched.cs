using RelayPlane.Pacing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>A reply that is ready to be relayed, and the attempt that brought it.</summary>
/// <param name="IsFinal">Whether it is a provider's own error, passed on because nothing better was to be had; its attempt has ended.</param>
internal sealed record Dispatched(OpenReply Reply, Attempt Attempt, bool IsFinal = false) : IDisposable
{
    /// <summary>Whether it is an answer that was kept while a better one was sought; its attempt has ended.</summary>
    public bool HasEnded { get; init; }

    /// <summary>What the attempt holds of the limits; null where it has given that back.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>Why a final reply is no answer.</summary>
    public SignalKind Kind { get; init; } = SignalKind.Answered;

    /// <summary>The reply has ended: what it really used is known, or that it broke.</summary>
    public void Settle(Attempt ended)
    {
        if (ended.Verdict is Verdict.Faulted or Verdict.TimedOut)
        {
            Reservation?.Broke();
        }

        Reservation?.Settle(ended.Reading.Usage);
    }

    public void Dispose()
    {
        Reservation?.Dispose();
        Reply.Dispose();
    }
}
