using System.Buffers;
using System.IO.Compression;

namespace RelayPlane.Ledger.Content;

/// <summary>How a body stands in the database: in Brotli, whole. See decision 11.</summary>
internal static class Packing
{
    private const int Quality = 4;

    /// <summary>Four megabytes: all of any body that is kept.</summary>
    private const int Window = 22;

    public static byte[] Pack(ReadOnlySpan<byte> body)
    {
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(body.Length));
        try
        {
            return BrotliEncoder.TryCompress(body, packed, out var length, Quality, Window)
                ? packed[..length]
                : throw new InvalidOperationException("A body was larger than the most that it can be packed to.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <param name="length">Of the body.</param>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int length)
    {
        var body = new byte[length];
        return BrotliDecoder.TryDecompress(packed, body, out var written) && written == length
            ? body
            : throw new InvalidDataException("A body in content.db is damaged.");
    }
}
