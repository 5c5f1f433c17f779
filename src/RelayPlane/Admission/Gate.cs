using System.Net;
using RelayPlane.Dialects;

namespace RelayPlane.Admission;

/// <summary>Who may knock at all: it stops web pages (Origin) and names that were bent to point here (Host), on every path.</summary>
/// <param name="hosts">Names, beside loopback ones, under which the gateway may be addressed.</param>
/// <param name="origins">Origins whose pages may call, beside our own page.</param>
internal sealed class Gate(IReadOnlySet<string> hosts, IReadOnlySet<string> origins)
{
    /// <returns>Null for a welcome request.</returns>
    public Refusal? Check(HttpRequest request)
    {
        var host = request.Host;
        if (!host.HasValue || !IsKnown(host.Host, request.HttpContext.Connection.LocalIpAddress))
        {
            return new Refusal(RefusalKind.Forbidden, "This gateway does not answer to the name in the Host header. Address it as localhost, or add the name to server.allowedHosts.");
        }

        if (request.Headers.Origin is { Count: > 0 } origin && !IsWelcome(origin.ToString(), host.Value!))
        {
            return new Refusal(RefusalKind.Forbidden, "Pages of this origin may not call the gateway. Add the origin to server.allowedOrigins if they should.");
        }

        return null;
    }

    private bool IsKnown(string host, IPAddress? local)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || hosts.Contains(host))
        {
            return true;
        }

        return IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && (IPAddress.IsLoopback(address) || Same(address, local));
    }

    private static bool Same(IPAddress address, IPAddress? local) =>
        local is not null && (address.Equals(local) || (local.IsIPv4MappedToIPv6 && address.Equals(local.MapToIPv4())));

    private bool IsWelcome(string origin, string host) =>
        origins.Contains(origin) || origin.Equals($"http://{host}", StringComparison.OrdinalIgnoreCase);
}
