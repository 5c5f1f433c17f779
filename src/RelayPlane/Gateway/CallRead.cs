using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>A request as it was read, whether or not a call came of it. Holds the rented bytes of the body until the call has ended; an upload that outlives it holds them longer.</summary>
internal sealed record CallRead(OrRefusal<Call> Call, Api Api, Endpoint Endpoint, RequestFacts Facts, string? Caller, long BytesIn, BodyLease? Lease) : IDisposable
{
    public void Dispose() => Lease?.LetGo();
}
