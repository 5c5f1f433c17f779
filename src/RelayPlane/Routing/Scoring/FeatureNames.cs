namespace RelayPlane.Routing.Scoring;

/// <summary>The features as a person reads them.</summary>
internal static class FeatureNames
{
    private static readonly string[] Hand =
    [
        "length", "number of words", "length of words", "number of sentences", "length of sentences", "number of lines", "length of lines",
        "digits", "capitals", "punctuation", "letters beyond ASCII", "operators", "brackets", "formulas", "code marks", "variety of words",
        "long words", "very long words", "numbers", "big numbers", "decimals", "percentages", "sums of money", "question marks", "ends with a question",
        "options to choose from", "length of options", "numbers as options", "length before the options", "commas", "and, or", "quotes", "parentheses",
        "empty lines", "indented lines", "code blocks", "nesting", "names", "bullets", "numbered lines", "underscores", "single letters",
        "tools", "parameters of tools", "turns",
    ];

    private static readonly string[] Kinds =
    [
        "calculation", "mathematics", "proof", "quantities", "units", "money", "time", "logic", "negation", "reasoning", "code keywords",
        "programming", "physics and chemistry", "medicine and biology", "law", "history and politics", "philosophy and religion", "business", "psychology and society",
        "computing", "creating", "rewriting", "looking up", "chat", "first person", "second person", "third person", "constraints", "format",
        "steps", "comparison", "questions", "plain English", "hedging", "system design", "creative writing", "puzzles", "numbers as words", "statements",
    ];

    public static string Of(int feature) => feature < Hand.Length ? Hand[feature] : $"words of {Kinds[feature - Hand.Length]}";
}
