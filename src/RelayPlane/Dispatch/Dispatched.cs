using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>A reply that is ready to be relayed, and the attempt that brought it.</summary>
/// <param name="IsFinal">Whether it is a provider's own error, passed on because nothing better was to be had; its attempt has ended.</param>
internal sealed record Dispatched(OpenReply Reply, Attempt Attempt, bool IsFinal = false) : IDisposable
{
    public void Dispose() => Reply.Dispose();
}
