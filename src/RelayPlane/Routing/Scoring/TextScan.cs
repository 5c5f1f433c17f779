namespace RelayPlane.Routing.Scoring;

/// <summary>One pass over a text, a line at a time. A long text is looked at from both ends only, so that no text costs more than a fixed time.</summary>
internal static class TextScan
{
    private const int HeadBytes = 3 << 10;
    private const int TailBytes = 1 << 10;

    public static void Run<TWords>(ReadOnlySpan<byte> text, ref TextCounts counts, ref TWords words)
        where TWords : IWords, allows ref struct
    {
        if (text.Length <= HeadBytes + TailBytes)
        {
            Part(text, ref counts, ref words);
        }
        else
        {
            Part(text[..HeadBytes], ref counts, ref words);
            Part(text[^TailBytes..], ref counts, ref words);
        }
    }

    private static void Part<TWords>(ReadOnlySpan<byte> text, ref TextCounts counts, ref TWords words)
        where TWords : IWords, allows ref struct
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            Line(line, ref counts, ref words);
            counts.Seen += line.Length + 1;
        }
    }

    private static void Line<TWords>(ReadOnlySpan<byte> line, ref TextCounts counts, ref TWords words)
        where TWords : IWords, allows ref struct
    {
        counts.Lines++;
        var bare = line.TrimStart(" \t\r"u8);
        if (bare.IsEmpty)
        {
            counts.Blanks++;
            return;
        }

        counts.Indented += line.Length - bare.Length >= 2 ? 1 : 0;
        counts.Fences += bare.StartsWith("```"u8) ? 1 : 0;
        counts.Bullets += bare.Length > 1 && bare[1] == ' ' && bare[0] is (byte)'-' or (byte)'*' ? 1 : 0;
        counts.Numbered += bare.Length > 2 && bare[0] is >= (byte)'0' and <= (byte)'9' && (bare[1] is (byte)'.' or (byte)')' || bare[2] is (byte)'.' or (byte)')') ? 1 : 0;
        if (bare.Length > 3 && bare[0] is >= (byte)'A' and <= (byte)'J' && bare[1] is (byte)'.' or (byte)')' && bare[2] == ' ')
        {
            if (counts.Options++ == 0)
            {
                counts.StemBytes = counts.Seen;
            }

            var digits = counts.Digits;
            LineScan.Run(bare[3..], ref counts, ref words);
            counts.OptionBytes += bare.Length - 3;
            counts.OptionDigits += counts.Digits - digits;
            return;
        }

        LineScan.Run(bare, ref counts, ref words);
    }
}
