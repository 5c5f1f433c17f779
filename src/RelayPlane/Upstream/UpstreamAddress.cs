using RelayPlane.Routing;

namespace RelayPlane.Upstream;

/// <summary>Finds the address of a call at a provider. Pure.</summary>
internal static class UpstreamAddress
{
    /// <summary>The client's own spelling of escapes is kept.</summary>
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <returns>Null where the provider has no such endpoint.</returns>
    public static Uri? Of(Call call, Target target)
    {
        var url = call.Endpoint == Endpoint.Other ? target.Provider.UrlOf(call.Api, call.Path) : target.Provider.UrlOf(call.Endpoint, target.Model);
        return url is null ? null : new Uri(url + call.Query, Verbatim);
    }
}
