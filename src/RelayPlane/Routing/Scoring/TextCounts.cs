using System.Runtime.CompilerServices;

namespace RelayPlane.Routing.Scoring;

/// <summary>What one pass over a text counts.</summary>
internal struct TextCounts
{
    /// <summary>How many kinds of words are counted.</summary>
    public const int Kinds = (int)WordKind.Statement + 1;

    private const int MapWords = 32;

    /// <summary>Bytes looked at: of a long text, less than it has.</summary>
    public int Seen;

    public int Words;
    public int Letters;
    public int Sentences;
    public int Lines;
    public int Blanks;
    public int Indented;
    public int Digits;
    public int Capitals;
    public int Names;
    public int Punctuation;
    public int NotAscii;
    public int Operators;
    public int Brackets;
    public int Parentheses;
    public int Latex;
    public int CodeMarks;
    public int LongWords;
    public int VeryLongWords;
    public int SingleLetters;
    public int Numbers;
    public int BigNumbers;
    public int Decimals;
    public int Percents;
    public int Currency;
    public int Questions;
    public int Commas;
    public int Conjunctions;
    public int Quotes;
    public int Fences;
    public int Depth;
    public int Deepest;
    public int Bullets;
    public int Numbered;
    public int Underscores;

    /// <summary>Lines such as "A. yes": answers to choose from.</summary>
    public int Options;

    public int OptionBytes;
    public int OptionDigits;

    /// <summary>Bytes before the first option.</summary>
    public int StemBytes;

    public KindCounts OfKind;
    public DistinctMap Distinct;

    /// <summary>A count for each kind of word.</summary>
    [InlineArray(Kinds)]
    internal struct KindCounts
    {
        private int _first;
    }

    /// <summary>A bit for each 2,048th of all words: how many are set says how many different words there were, nearly.</summary>
    [InlineArray(MapWords)]
    internal struct DistinctMap
    {
        private ulong _first;
    }
}
