using System.IO.Hashing;

namespace RelayPlane.Dialects.Looking;

/// <summary>
/// Tells conversations apart by what they begin with, and one from its own later turns by nothing: clients move their cache marks, count their
/// requests and write the time into the system prompt, so that only words before the first such place are taken, and no marks.
/// </summary>
internal static class ConversationPrint
{
    /// <summary>So much of the instructions and of the first text tells enough.</summary>
    private const int Longest = 4096;

    /// <summary>The block that Claude Code puts before its prompt, another one in each request (code.claude.com/docs, llm-gateway-protocol).</summary>
    private static ReadOnlySpan<byte> Billing => "x-anthropic-billing-header"u8;

    /// <param name="system">A string, blocks, or Google's object with parts.</param>
    /// <param name="first">What the first person's turn holds.</param>
    public static ulong Of(ReadOnlySpan<byte> tools, ReadOnlySpan<byte> system, ReadOnlySpan<byte> first)
    {
        var print = XxHash3.HashToUInt64(tools);
        if (JsonText.IsObject(system))
        {
            system = JsonText.Member(system, "parts"u8);
        }

        var steady = true;
        var room = Longest;
        var instructions = new PersonText(system);
        while (steady && room > 0 && instructions.Next())
        {
            var piece = instructions.Current;
            if (!piece.StartsWith(Billing))
            {
                piece = piece[..Math.Min(piece.Length, room)];
                var end = Steady(piece);
                steady = end == piece.Length;
                print = XxHash3.HashToUInt64(piece[..end], (long)print);
                room -= end;
            }
        }

        room = Longest;
        var words = new PersonText(first);
        while (room > 0 && words.Next())
        {
            var piece = words.Current;
            piece = piece[..Math.Min(piece.Length, room)];
            print = XxHash3.HashToUInt64(piece, (long)print);
            room -= piece.Length;
        }

        return print;
    }

    /// <summary>How far a text goes before a date, a time or a long number.</summary>
    private static int Steady(ReadOnlySpan<byte> text)
    {
        var (at, run) = (0, 0);
        while (at < text.Length)
        {
            if (text[at] is >= (byte)'0' and <= (byte)'9')
            {
                run++;
                if (run == 4 || (run > 0 && at + 2 < text.Length && text[at + 1] == ':' && text[at + 2] is >= (byte)'0' and <= (byte)'9'))
                {
                    return at + 1 - run;
                }

                at++;
                continue;
            }

            run = 0;
            var digit = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            at = digit < 0 ? text.Length : at + digit;
        }

        return text.Length;
    }
}
