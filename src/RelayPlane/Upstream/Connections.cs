using System.Net;
using System.Text;

namespace RelayPlane.Upstream;

/// <summary>The one set of connection pools. Nothing in it follows redirects, keeps cookies, decompresses or traces: what a provider says is what a client gets.</summary>
internal static class Connections
{
    /// <param name="connect">Opens a connection in another way than by address, for the sandbox within this process; null elsewhere.</param>
    public static SocketsHttpHandler Open(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) => new()
    {
        ConnectCallback = connect,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = connect is null,
        Proxy = connect is null ? new EnvironmentProxy(HttpClient.DefaultProxy) : null,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        KeepAlivePingDelay = TimeSpan.FromSeconds(20),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        MaxResponseDrainSize = 0,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    };
}
