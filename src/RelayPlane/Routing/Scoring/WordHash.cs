using System.Runtime.CompilerServices;

namespace RelayPlane.Routing.Scoring;

/// <summary>The number that stands for a word: FNV-1a over its lower-case bytes.</summary>
internal static class WordHash
{
    public const uint Start = 2166136261;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(uint hash, byte letter) => (hash ^ letter) * 16777619;

    /// <summary>The number of two words that follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Pair(uint first, uint second) => (first * 0x9E3779B1) ^ (second + 0x7F4A7C15);

    /// <param name="text">A word, or two with a space between them, in lower case.</param>
    public static uint Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[256];
        var length = System.Text.Encoding.UTF8.GetBytes(text, bytes);
        var hash = Start;
        uint? first = null;
        foreach (var letter in bytes[..length])
        {
            if (letter == ' ')
            {
                (first, hash) = (hash, Start);
            }
            else
            {
                hash = Add(hash, letter);
            }
        }

        return first is { } before ? Pair(before, hash) : hash;
    }
}
