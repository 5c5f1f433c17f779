using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>A reply that is ready to be relayed, and the attempt that brought it.</summary>
internal sealed record Dispatched(UpstreamReply Reply, Attempt Attempt) : IDisposable
{
    public void Dispose() => Reply.Dispose();
}
