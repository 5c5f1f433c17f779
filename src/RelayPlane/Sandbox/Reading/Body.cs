using System.Buffers;
using System.IO.Compression;

namespace RelayPlane.Sandbox.Reading;

/// <summary>A request body in one piece, in a rented array.</summary>
internal readonly struct Body(byte[] array, int length) : IDisposable
{
    public ReadOnlyMemory<byte> Memory => array.AsMemory(0, length);

    public ReadOnlySpan<byte> Span => array.AsSpan(0, length);

    /// <summary>Reads to the end; a body that comes gzipped is unpacked.</summary>
    public static async ValueTask<Body> ReadAsync(HttpRequest request)
    {
        var cancel = request.HttpContext.RequestAborted;
        var packed = request.Headers.ContentEncoding == "gzip";
        await using var unpacked = packed ? new GZipStream(request.Body, CompressionMode.Decompress) : null;
        var source = unpacked ?? request.Body;
        var array = ArrayPool<byte>.Shared.Rent(packed ? 4096 : (int)Math.Clamp(request.ContentLength + 1 ?? 4096, 1, 1 << 20));
        var length = 0;
        while (await source.ReadAsync(array.AsMemory(length), cancel) is > 0 and var read)
        {
            length += read;
            if (length == array.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                array.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(array);
                array = larger;
            }
        }

        return new Body(array, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(array);
}
