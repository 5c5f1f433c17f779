using System.Runtime.CompilerServices;

namespace RelayPlane.Routing.Scoring;

/// <summary>What a byte is to the scan.</summary>
internal enum ByteKind : byte
{
    Space,
    Letter,
    Digit,
    Mark,
}

/// <summary>The kinds of all bytes. A byte beyond ASCII counts as a letter, whatever it stands for.</summary>
internal static class ByteKinds
{
    private static readonly byte[] Kinds = [.. Enumerable.Range(0, 256).Select(value => (byte)Kind(value))];
    private static readonly byte[] Lowers = [.. Enumerable.Range(0, 256).Select(value => (byte)(Kind(value) == ByteKind.Letter ? value is >= 'A' and <= 'Z' ? value | 0x20 : value : 0))];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteKind Of(byte value) => (ByteKind)Kinds[value];

    /// <summary>The letter in lower case; 0 for what is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Lower(byte value) => Lowers[value];

    private static ByteKind Kind(int value) => value switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= 128 => ByteKind.Letter,
        >= '0' and <= '9' => ByteKind.Digit,
        <= ' ' or 127 => ByteKind.Space,
        _ => ByteKind.Mark,
    };
}
