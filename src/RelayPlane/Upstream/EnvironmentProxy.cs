using System.Net;

namespace RelayPlane.Upstream;

/// <summary>The proxy that <c>HTTPS_PROXY</c>, <c>http_proxy</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c> name, but never for an address on this machine: a local model server is not the proxy's to reach.</summary>
/// <param name="named">What the environment names.</param>
internal sealed class EnvironmentProxy(IWebProxy named) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => named.Credentials;
        set => named.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : named.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || (IPAddress.TryParse(host.DnsSafeHost, out var address) && IPAddress.IsLoopback(address)) || named.IsBypassed(host);
}
