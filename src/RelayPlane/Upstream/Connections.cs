using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.Upstream;

/// <summary>The one set of connection pools. Nothing in it follows redirects, keeps cookies, decompresses or traces: what a provider says is what a client gets.</summary>
internal static class Connections
{
    /// <summary>How long a connection that this request opens may take; <see cref="Usual"/> where it says nothing.</summary>
    public static readonly HttpRequestOptionsKey<TimeSpan> ConnectWithin = new("relayplane.connectWithin");

    /// <summary>What opening a connection may take, unless a route says otherwise.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    /// <summary>What the connection and its TLS handshake may take together, unless a route allows more for the former.</summary>
    private static readonly TimeSpan WithHandshake = TimeSpan.FromSeconds(30);

    /// <param name="connect">Opens a connection in another way than by address, for the sandbox within this process; null elsewhere.</param>
    public static SocketsHttpHandler Open(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) => new()
    {
        ConnectCallback = connect ?? ConnectAsync,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = connect is null,
        Proxy = connect is null ? new EnvironmentProxy(HttpClient.DefaultProxy) : null,
        ActivityHeadersPropagator = null,
        ConnectTimeout = WithHandshake,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        MaxResponseDrainSize = 0,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    };

    /// <exception cref="TimeoutException">It took too long; the stack wraps it as a connection error.</exception>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var within = context.InitialRequestMessage.Options.TryGetValue(ConnectWithin, out var asked) ? asked : Usual;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(within);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, patience.Token);
            (context.InitialRequestMessage as UpstreamRequest)?.Connected(Stopwatch.GetElapsedTime(started));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException($"No connection within {within.TotalSeconds} s.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
