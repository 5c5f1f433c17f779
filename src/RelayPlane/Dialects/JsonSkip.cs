using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RelayPlane.Dialects;

/// <summary>
/// Finds the end of a JSON string, object or array without reading what is in it: 64 bytes at a time are turned into bit masks of quotes and
/// brackets, and only their set bits are looked at. Brackets are counted, not matched by kind.
/// </summary>
internal static class JsonSkip
{
    private const int Block = 64;

    /// <summary>The index after the value that starts at <paramref name="at"/> with a quote or bracket; -1 if it breaks off.</summary>
    public static int End(ReadOnlySpan<byte> json, int at)
    {
        Span<byte> tail = stackalloc byte[Block];
        var depth = 0;
        var text = -1;
        for (var start = at; start < json.Length; start += Block)
        {
            scoped var block = json[start..];
            if (block.Length < Block)
            {
                tail.Clear();
                block.CopyTo(tail);
                block = tail;
            }

            var low = Vector256.Create(block);
            var high = Vector256.Create(block[32..]);
            var quotes = Mask(low, high, (byte)'"');
            if (text >= 0 && quotes == 0)
            {
                continue;
            }

            // Setting one bit makes '[' and ']' into '{' and '}'.
            var fold = Vector256.Create((byte)0x20);
            var opens = Mask(low | fold, high | fold, (byte)'{');
            var brackets = opens | Mask(low | fold, high | fold, (byte)'}');
            while (true)
            {
                var marks = text >= 0 ? quotes : quotes | brackets;
                if (marks == 0)
                {
                    break;
                }

                var bit = marks & (0 - marks);
                var place = start + BitOperations.TrailingZeroCount(marks);
                if ((quotes & bit) != 0)
                {
                    quotes &= ~bit;
                    if (text < 0)
                    {
                        text = place;
                        continue;
                    }

                    if (json[place - 1] == '\\' && IsEscaped(json, text, place))
                    {
                        continue;
                    }

                    // Brackets up to here were text.
                    brackets &= ~(bit | (bit - 1));
                    text = -1;
                }
                else
                {
                    brackets &= ~bit;
                    depth += (opens & bit) != 0 ? 1 : -1;
                }

                if (depth == 0)
                {
                    return place + 1;
                }
            }
        }

        return -1;
    }

    /// <summary>A quote does not end its text when an odd run of backslashes stands before it.</summary>
    private static bool IsEscaped(ReadOnlySpan<byte> json, int text, int quote)
    {
        var before = quote - 1;
        while (before > text && json[before] == '\\')
        {
            before--;
        }

        return ((quote - 1 - before) & 1) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte wanted)
    {
        var all = Vector256.Create(wanted);
        return Vector256.Equals(low, all).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, all).ExtractMostSignificantBits() << 32);
    }
}
