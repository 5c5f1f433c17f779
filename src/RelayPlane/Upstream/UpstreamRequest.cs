namespace RelayPlane.Upstream;

/// <summary>A request that goes up. Where a connection has to be opened for it, it is told how long that took; one that is open already costs it nothing.</summary>
internal sealed class UpstreamRequest(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    private long _connectTicks = -1;

    /// <summary>How long the connection that it was the first to ask for took to open, without a TLS handshake; null where none was, or not yet.</summary>
    public TimeSpan? Connect => Volatile.Read(ref _connectTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Told by the pool, which may go on opening a connection when another has taken the request by then.</summary>
    public void Connected(TimeSpan took) => Volatile.Write(ref _connectTicks, took.Ticks);
}
