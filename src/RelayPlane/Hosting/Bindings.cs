using System.Net;
using System.Net.Sockets;

namespace RelayPlane.Hosting;

/// <summary>Which addresses to listen on.</summary>
internal static class Bindings
{
    /// <param name="host">An address, <c>localhost</c>, or <c>*</c> for every interface.</param>
    /// <returns>Null where the host is no address of ours to bind.</returns>
    public static IReadOnlyList<IPEndPoint>? Of(string host, int port) => host switch
    {
        "localhost" or "127.0.0.1" => Loopback(port),
        "*" or "0.0.0.0" => [new IPEndPoint(IPAddress.Any, port)],
        _ => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [new IPEndPoint(address, port)] : null,
    };

    public static bool IsLoopback(IReadOnlyList<IPEndPoint> endpoints) => endpoints.All(endpoint => IPAddress.IsLoopback(endpoint.Address));

    /// <summary>Clients that resolve <c>localhost</c> may try <c>::1</c> first, so it is served too where it is free.</summary>
    private static IReadOnlyList<IPEndPoint> Loopback(int port)
    {
        var four = new IPEndPoint(IPAddress.Loopback, port);
        var six = new IPEndPoint(IPAddress.IPv6Loopback, port);
        return port != 0 && IsFree(six) ? [four, six] : [four];
    }

    private static bool IsFree(IPEndPoint endpoint)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return false;
        }

        try
        {
            using var probe = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(endpoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
