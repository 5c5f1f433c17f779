namespace RelayPlane.Routing.Scoring;

/// <summary>Counts the words and marks of one line.</summary>
internal static class LineScan
{
    private const int LongWord = 8;
    private const int VeryLongWord = 12;

    public static void Run<TWords>(ReadOnlySpan<byte> line, ref TextCounts counts, ref TWords words)
        where TWords : IWords, allows ref struct
    {
        uint before = 0;
        var starts = true;
        var at = 0;
        while (at < line.Length)
        {
            var letter = line[at];
            switch (ByteKinds.Of(letter))
            {
                case ByteKind.Letter:
                    var length = Word(line[at..], before, starts, ref counts, ref words, out before);
                    at += length;
                    starts = false;
                    continue;
                case ByteKind.Digit:
                    at += Number(line[at..], ref counts);
                    (before, starts) = (0, false);
                    continue;
                case ByteKind.Mark:
                    starts = Mark(line, at, ref counts) || starts;
                    before = 0;
                    break;
                default:
                    break;
            }

            at++;
        }

        counts.Sentences += starts ? 0 : 1;
    }

    /// <returns>How long the word is.</returns>
    private static int Word<TWords>(ReadOnlySpan<byte> line, uint before, bool starts, ref TextCounts counts, ref TWords words, out uint hash)
        where TWords : IWords, allows ref struct
    {
        hash = WordHash.Start;
        var length = 0;
        var capitals = 0;
        for (; length < line.Length; length++)
        {
            var letter = line[length];
            var lower = ByteKinds.Lower(letter);
            if (lower == 0)
            {
                break;
            }

            hash = WordHash.Add(hash, lower);
            capitals += lower != letter ? 1 : 0;
            counts.NotAscii += letter >> 7;
        }

        counts.Words++;
        counts.Letters += length;
        counts.Capitals += capitals;
        counts.LongWords += length >= LongWord ? 1 : 0;
        counts.VeryLongWords += length >= VeryLongWord ? 1 : 0;
        counts.SingleLetters += length == 1 && (line[0] | 0x20) is not ((byte)'a' or (byte)'i') ? 1 : 0;
        counts.Names += !starts && length > 1 && ByteKinds.Lower(line[0]) != line[0] ? 1 : 0;
        counts.Conjunctions += length is 2 or 3 && (length == 3 ? (line[0] | 0x20) == 'a' && line[1] == 'n' && line[2] == 'd' : (line[0] | 0x20) == 'o' && line[1] == 'r') ? 1 : 0;
        counts.Distinct[(int)(hash >> 27)] |= 1UL << (int)(hash >> 8);
        for (var kinds = Lexicon.Kinds(hash); kinds != 0; kinds &= kinds - 1)
        {
            counts.OfKind[System.Numerics.BitOperations.TrailingZeroCount(kinds)]++;
        }

        words.Hear(hash, before, line[..length]);
        return length;
    }

    private static int Number(ReadOnlySpan<byte> line, ref TextCounts counts)
    {
        var (length, digits) = (0, 0);
        for (; length < line.Length; length++)
        {
            if (line[length] is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
            }
            else if (line[length] is (byte)'.' && length + 1 < line.Length && line[length + 1] is >= (byte)'0' and <= (byte)'9')
            {
                counts.Decimals++;
            }
            else if (line[length] is not (byte)',' || length + 1 >= line.Length || line[length + 1] is < (byte)'0' or > (byte)'9')
            {
                break;
            }
        }

        counts.Digits += digits;
        counts.Numbers++;
        counts.BigNumbers += digits >= 4 ? 1 : 0;
        return length;
    }

    /// <returns>Whether a sentence ends here.</returns>
    private static bool Mark(ReadOnlySpan<byte> line, int at, ref TextCounts counts)
    {
        counts.Punctuation++;
        switch (line[at])
        {
            case (byte)'.' or (byte)'!' or (byte)'?':
                counts.Questions += line[at] == '?' ? 1 : 0;
                var ends = at + 1 == line.Length || line[at + 1] == ' ';
                counts.Sentences += ends ? 1 : 0;
                return ends;
            case (byte)',':
                counts.Commas++;
                break;
            case (byte)'"' or (byte)'\'':
                counts.Quotes++;
                break;
            case (byte)'(':
                counts.Parentheses++;
                counts.Deepest = Math.Max(counts.Deepest, ++counts.Depth);
                break;
            case (byte)'[' or (byte)'{':
                counts.Brackets++;
                counts.Deepest = Math.Max(counts.Deepest, ++counts.Depth);
                break;
            case (byte)')' or (byte)']' or (byte)'}':
                counts.Depth = Math.Max(0, counts.Depth - 1);
                break;
            case (byte)'=' or (byte)'+' or (byte)'*' or (byte)'^' or (byte)'<' or (byte)'>' or (byte)'|' or (byte)'/' or (byte)'~':
                counts.Operators++;
                break;
            case (byte)'\\':
                counts.Latex++;
                break;
            case (byte)'$':
                counts.Currency += at + 1 < line.Length && line[at + 1] is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
                counts.Latex += at + 1 < line.Length && line[at + 1] is >= (byte)'0' and <= (byte)'9' ? 0 : 1;
                break;
            case (byte)'%':
                counts.Percents++;
                break;
            case (byte)'_':
                counts.Underscores++;
                break;
            case (byte)';' or (byte)'`' or (byte)'#' or (byte)'@':
                counts.CodeMarks++;
                break;
            default:
                break;
        }

        return false;
    }
}
