using RelayPlane.Routing;

namespace RelayPlane.Upstream;

/// <summary>Finds the address of a call at a provider. Pure.</summary>
internal static class UpstreamAddress
{
    /// <summary>The client's own spelling of escapes is kept.</summary>
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>For a call that is translated: the client's query means nothing there.</summary>
    public static Uri? Of(Endpoint endpoint, Target target) =>
        target.Provider.UrlOf(endpoint, target.Model) is { } url ? new Uri(endpoint == Endpoint.StreamGenerateContent ? url + "?alt=sse" : url, Verbatim) : null;

    /// <returns>Null where the provider has no such endpoint.</returns>
    public static Uri? Of(Call call, Target target)
    {
        var url = call.Endpoint == Endpoint.Other ? target.Provider.UrlOf(call.Api, call.Path) : target.Provider.UrlOf(call.Endpoint, target.Model);
        return url is null ? null : new Uri(url + call.Query, Verbatim);
    }
}
