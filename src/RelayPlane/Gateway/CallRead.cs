using System.Buffers;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>A request as it was read, whether or not a call came of it. Holds the rented bytes of the body until the call has ended.</summary>
internal sealed record CallRead(OrRefusal<Call> Call, Api Api, Endpoint Endpoint, RequestFacts Facts, string? Caller, long BytesIn, byte[]? Rented) : IDisposable
{
    public void Dispose()
    {
        if (Rented is not null)
        {
            ArrayPool<byte>.Shared.Return(Rented);
        }
    }
}
