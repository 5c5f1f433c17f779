using System.Net;
using RelayPlane.Routing;

namespace RelayPlane.Upstream;

/// <summary>A body on its way up, which holds the array it lies in for as long as the HTTP stack reads from it.</summary>
/// <param name="lease">Null where the bytes are nobody else's.</param>
internal sealed class BodyContent(ReadOnlyMemory<byte> body, BodyLease? lease) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (lease is not null && !lease.TryHold())
        {
            throw new IOException("The call ended before its body went up.");
        }

        try
        {
            await stream.WriteAsync(body, cancellationToken);
        }
        finally
        {
            lease?.LetGo();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
