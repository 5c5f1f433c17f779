using System.Numerics;

namespace RelayPlane.Routing.Scoring;

/// <summary>What was counted, as bytes.</summary>
internal static class HandFeatures
{
    /// <summary>How many bytes the hand features are.</summary>
    public const int Count = (int)Feature.Turns + 1 + TextCounts.Kinds;

    public static void Write(in Asked asked, in TextCounts counts, Span<byte> features)
    {
        var (seen, words) = (counts.Seen, counts.Words);
        var last = asked.Text.TrimEnd(" \n\r\t"u8);
        var distinct = 0;
        foreach (var word in counts.Distinct)
        {
            distinct += BitOperations.PopCount(word);
        }

        Set(features, Feature.Bytes, Quantise.Log(asked.Text.Length));
        Set(features, Feature.Words, Quantise.Log(words));
        Set(features, Feature.WordLength, Quantise.Share(counts.Letters, words * 10L));
        Set(features, Feature.Sentences, Quantise.Log(counts.Sentences));
        Set(features, Feature.SentenceWords, Quantise.Log(words * 4L / Math.Max(1, counts.Sentences)));
        Set(features, Feature.Lines, Quantise.Log(counts.Lines));
        Set(features, Feature.LineLength, Quantise.Log(seen / Math.Max(1, counts.Lines)));
        Set(features, Feature.Digits, Quantise.Share(counts.Digits, seen, 3));
        Set(features, Feature.Capitals, Quantise.Share(counts.Capitals, seen, 4));
        Set(features, Feature.Punctuation, Quantise.Share(counts.Punctuation, seen, 3));
        Set(features, Feature.NotAscii, Quantise.Share(counts.NotAscii, seen, 4));
        Set(features, Feature.Operators, Quantise.Log(counts.Operators));
        Set(features, Feature.Brackets, Quantise.Log(counts.Brackets));
        Set(features, Feature.Latex, Quantise.Log(counts.Latex));
        Set(features, Feature.CodeMarks, Quantise.Log(counts.CodeMarks));
        Set(features, Feature.Distinct, Quantise.Share(distinct, words));
        Set(features, Feature.LongWords, Quantise.Share(counts.LongWords, words, 2));
        Set(features, Feature.VeryLongWords, Quantise.Share(counts.VeryLongWords, words, 4));
        Set(features, Feature.Numbers, Quantise.Log(counts.Numbers));
        Set(features, Feature.BigNumbers, Quantise.Log(counts.BigNumbers));
        Set(features, Feature.Decimals, Quantise.Log(counts.Decimals));
        Set(features, Feature.Percents, Quantise.Log(counts.Percents));
        Set(features, Feature.Currency, Quantise.Log(counts.Currency));
        Set(features, Feature.Questions, Quantise.Log(counts.Questions));
        Set(features, Feature.EndsAsking, (byte)(last.EndsWith("?"u8) ? 1 : 0));
        Set(features, Feature.Options, Quantise.Count(counts.Options));
        Set(features, Feature.OptionLength, Quantise.Log(counts.OptionBytes / Math.Max(1, counts.Options)));
        Set(features, Feature.OptionDigits, Quantise.Share(counts.OptionDigits, counts.OptionBytes));
        Set(features, Feature.StemLength, Quantise.Log(counts.Options == 0 ? asked.Text.Length : counts.StemBytes));
        Set(features, Feature.Commas, Quantise.Share(counts.Commas, words, 4));
        Set(features, Feature.Conjunctions, Quantise.Log(counts.Conjunctions));
        Set(features, Feature.Quotes, Quantise.Log(counts.Quotes));
        Set(features, Feature.Parentheses, Quantise.Log(counts.Parentheses));
        Set(features, Feature.Blanks, Quantise.Log(counts.Blanks));
        Set(features, Feature.Indented, Quantise.Log(counts.Indented));
        Set(features, Feature.Fences, Quantise.Count(counts.Fences));
        Set(features, Feature.Depth, Quantise.Count(counts.Deepest));
        Set(features, Feature.Names, Quantise.Share(counts.Names, words, 2));
        Set(features, Feature.Bullets, Quantise.Log(counts.Bullets));
        Set(features, Feature.Numbered, Quantise.Log(counts.Numbered));
        Set(features, Feature.Underscores, Quantise.Log(counts.Underscores));
        Set(features, Feature.SingleLetters, Quantise.Share(counts.SingleLetters, words, 4));
        Set(features, Feature.Tools, Quantise.Log(asked.Tools));
        Set(features, Feature.ToolParameters, Quantise.Log(asked.ToolParameters));
        Set(features, Feature.Turns, Quantise.Log(Math.Max(1, asked.Turns)));
        for (var kind = 0; kind < TextCounts.Kinds; kind++)
        {
            features[(int)Feature.Turns + 1 + kind] = Quantise.Share(counts.OfKind[kind], words, kind == (int)WordKind.Plain ? 1 : 4);
        }
    }

    private static void Set(Span<byte> features, Feature feature, byte value) => features[(int)feature] = value;
}
