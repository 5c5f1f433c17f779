using System.Buffers;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch.Judging;

/// <summary>What is held of a reply, decoded where it goes to the client encoded.</summary>
internal static class HeldBytes
{
    private const int PieceSize = 16 * 1024;

    /// <summary>Of a reply that broke off, which is only counted, so much is decoded.</summary>
    private const int LargestBroken = 32 * 1024 * 1024;

    /// <summary>As far as it can be decoded.</summary>
    public static ReadOnlyMemory<byte> Of(OpenReply reply) => Of(reply, LargestBroken);

    /// <summary>To be judged by: all of it, or null where that cannot be seen, as it is too large, or in a coding that is not known here.</summary>
    public static ReadOnlyMemory<byte>? Whole(OpenReply reply) =>
        Of(reply, Holding.Largest) is { Length: < Holding.Largest } plain && (!plain.IsEmpty || reply.Source.Held.IsEmpty) ? plain : default(ReadOnlyMemory<byte>?);

    private static ReadOnlyMemory<byte> Of(OpenReply reply, int most)
    {
        var held = reply.Source.Held;
        if (reply.Coding.IsPlain)
        {
            return held;
        }

        using var decoder = ContentCoding.Decoder(reply.Coding.Name, new MemoryStream(held.ToArray()));
        var plain = new ArrayBufferWriter<byte>();
        var piece = new byte[PieceSize];
        try
        {
            for (var came = decoder?.Read(piece) ?? 0; came > 0; came = plain.WrittenCount < most ? decoder!.Read(piece) : 0)
            {
                plain.Write(piece.AsSpan(0, came));
            }
        }
        catch (Exception thrown) when (thrown is InvalidDataException or InvalidOperationException or IOException)
        {
            // Brotli's decoder throws the second. What broke off is decoded as far as it came.
        }

        return plain.WrittenMemory;
    }
}
