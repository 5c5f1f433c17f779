namespace RelayPlane.Dialects.Looking;

/// <summary>What coding tools write into their users' turns: marked stretches that no person has typed.</summary>
internal static class Asides
{
    /// <summary>No mark's name is longer.</summary>
    private const int LongestName = 32;

    /// <summary>The piece before the next aside.</summary>
    /// <param name="next">Where what is behind the aside begins.</param>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> rest, out int next)
    {
        var from = 0;
        while (from < rest.Length)
        {
            var open = rest[from..].IndexOf((byte)'<');
            if (open < 0)
            {
                break;
            }

            open += from;
            var name = NameAt(rest[(open + 1)..]);
            if (name > 0 && IsAside(rest.Slice(open + 1, name)) && End(rest[open..], rest.Slice(open + 1, name)) is > 0 and var length)
            {
                next = open + length;
                return rest[..open];
            }

            from = open + 1;
        }

        next = rest.Length;
        return rest;
    }

    /// <summary>How long a tag's name is, from behind its bracket; 0 where none stands there.</summary>
    private static int NameAt(ReadOnlySpan<byte> tag)
    {
        var length = 0;
        while (length < tag.Length && length <= LongestName && (char.IsAsciiLetterLower((char)tag[length]) || tag[length] is (byte)'-' or (byte)'_'))
        {
            length++;
        }

        return length < tag.Length && length <= LongestName && tag[length] == '>' ? length : 0;
    }

    /// <summary>The length of the stretch with both its marks; 0 where it is not closed.</summary>
    private static int End(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = name.Length + 2;
        while (at < text.Length)
        {
            var close = text[at..].IndexOf("</"u8);
            if (close < 0)
            {
                return 0;
            }

            at += close + 2;
            if (text[at..].StartsWith(name) && text.Length > at + name.Length && text[at + name.Length] == '>')
            {
                return at + name.Length + 1;
            }
        }

        return 0;
    }

    private static bool IsAside(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("system-reminder"u8) || name.SequenceEqual("environment_context"u8) || name.SequenceEqual("environment_details"u8) || name.SequenceEqual("user_instructions"u8)
        || (name.StartsWith("ide_"u8) && (name.EndsWith("selection"u8) || name.EndsWith("opened_file"u8) || name.EndsWith("diagnostics"u8)))
        || (name.StartsWith("command-"u8) && (name.EndsWith("-name"u8) || name.EndsWith("-message"u8)))
        || (name.StartsWith("local-command-"u8) && (name.EndsWith("-stdout"u8) || name.EndsWith("-stderr"u8) || name.EndsWith("-caveat"u8)))
        || (name.StartsWith("bash-std"u8) && (name.EndsWith("out"u8) || name.EndsWith("err"u8)));
}
