using CsCheck;

namespace RelayPlane.Tests.Dialects;

/// <summary>Cuts bytes into pieces, as a network would.</summary>
internal static class Pieces
{
    /// <summary>Sizes of pieces, small ones more often; the last piece is what is left.</summary>
    public static Gen<int[]> Sizes { get; } = Gen.Frequency((3, Gen.Int[1, 4]), (2, Gen.Int[1, 40]), (1, Gen.Int[1, 4000])).Array[1, 60];

    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> bytes, int[] sizes)
    {
        for (var i = 0; bytes.Length > 0; i++)
        {
            var size = Math.Min(bytes.Length, sizes[i % sizes.Length]);
            yield return bytes[..size];
            bytes = bytes[size..];
        }
    }
}
