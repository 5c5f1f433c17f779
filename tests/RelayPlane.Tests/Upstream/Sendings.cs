using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Upstream;

/// <summary>Calls on their way up as they are.</summary>
internal static class Sendings
{
    public static Outgoing Of(Call call, Uri? address = null) =>
        new(address ?? new Uri("https://provider.example/v1"), call.Endpoint, call.Body) { IsClients = true };
}
