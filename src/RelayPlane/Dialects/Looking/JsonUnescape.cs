using System.Text;

namespace RelayPlane.Dialects.Looking;

/// <summary>Writes the inside of a JSON string as the text that it means, in UTF-8. What is no valid escape is taken as it stands; half a surrogate becomes U+FFFD.</summary>
internal static class JsonUnescape
{
    /// <returns>How many bytes were written; no more than there is room for, and no part of an escape.</returns>
    public static int Write(ReadOnlySpan<byte> inside, Span<byte> room)
    {
        var written = 0;
        while (!inside.IsEmpty)
        {
            var plain = inside.IndexOf((byte)'\\');
            plain = Math.Min(plain < 0 ? inside.Length : plain, room.Length - written);
            inside[..plain].CopyTo(room[written..]);
            written += plain;
            inside = inside[plain..];
            if (inside.Length < 2 || written == room.Length)
            {
                break;
            }

            if (inside[0] != '\\')
            {
                continue;
            }

            var rune = Escaped(inside, out var length);
            if (!rune.TryEncodeToUtf8(room[written..], out var bytes))
            {
                break;
            }

            written += bytes;
            inside = inside[length..];
        }

        return written;
    }

    private static Rune Escaped(ReadOnlySpan<byte> at, out int length)
    {
        length = 2;
        switch (at[1])
        {
            case (byte)'n':
                return new Rune('\n');
            case (byte)'t':
                return new Rune('\t');
            case (byte)'r':
                return new Rune('\r');
            case (byte)'b':
                return new Rune('\b');
            case (byte)'f':
                return new Rune('\f');
            case (byte)'u' when Unit(at) is >= 0 and var unit:
                length = 6;
                if (Rune.TryCreate((char)unit, out var rune))
                {
                    return rune;
                }

                if (Unit(at[6..]) is >= 0 and var low && Rune.TryCreate((char)unit, (char)low, out var pair))
                {
                    length = 12;
                    return pair;
                }

                return Rune.ReplacementChar;
            case < 0x80:
                return new Rune((char)at[1]);
            default:
                length = 1;
                return new Rune('\\');
        }
    }

    /// <summary>The code unit of a <c>\uXXXX</c>; -1 where none stands.</summary>
    private static int Unit(ReadOnlySpan<byte> at)
    {
        if (at.Length < 6 || at[0] != '\\' || at[1] != 'u')
        {
            return -1;
        }

        var unit = 0;
        foreach (var digit in at[2..6])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return -1;
            }

            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return unit;
    }
}
