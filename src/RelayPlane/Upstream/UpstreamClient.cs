namespace RelayPlane.Upstream;

/// <summary>Sends one request and waits for the reply's headers. What the HTTP stack throws ends here and leaves as a value.</summary>
/// <param name="pools">The connection pools for everything that has an address.</param>
/// <param name="sandbox">The pool whose connections lead to the sandbox within this process.</param>
internal sealed class UpstreamClient(HttpMessageInvoker pools, HttpMessageInvoker sandbox)
{
    public async ValueTask<(HttpResponseMessage? Response, UpstreamFault? Fault)> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var address = request.RequestUri!;
        try
        {
            var pool = address.Host == EmbeddedHost ? sandbox : pools;
            return (await pool.SendAsync(request, cancel), null);
        }
        catch (Exception thrown) when (thrown is HttpRequestException or OperationCanceledException or IOException or InvalidOperationException)
        {
            return (null, FaultReading.Of(thrown, address, cancel.IsCancellationRequested));
        }
    }

    /// <summary>The host of the sandbox that lives in this process; it is never looked up.</summary>
    internal const string EmbeddedHost = "sandbox.relayplane.internal";
}
