using RelayPlane.Routing.Scoring;

namespace RelayPlane.Benchmarks.Routing;

/// <summary>A heuristic as gateways ship it: weighted dimensions of keywords and size, none of them learned. Written from the idea, in words of our own.</summary>
internal static class KeywordHeuristic
{
    private static readonly (double Weight, double Enough, string[] Words)[] Dimensions =
    [
        (.30, 2, ["function", "class", "code", "python", "javascript", "sql", "api", "debug", "algorithm", "def ", "import ", "return ", "compile", "```"]),
        (.25, 2, ["step by step", "think through", "explain why", "reason", "analyze", "prove", "derive", "justify", "compare", "evaluate"]),
        (.25, 3, ["architecture", "distributed", "kubernetes", "encryption", "database", "latency", "protocol", "matrix", "theorem", "integral", "quantum", "neural", "equation", "polynomial"]),
        (.05, 1, ["first", "then", "finally", "step 1", "1.", "2."]),
        (-.10, 1, ["what is", "who is", "define", "hello", "thanks", "when was", "capital of"]),
    ];

    public static double Of(ReadOnlySpan<byte> text)
    {
        var lower = System.Text.Encoding.UTF8.GetString(text).ToLowerInvariant();
        var tokens = text.Length / 4;
        var score = .10 * Math.Clamp((tokens - 15) / 385.0, -1, 1);
        foreach (var (weight, enough, words) in Dimensions)
        {
            score += weight * Math.Min(1, words.Count(word => lower.Contains(word, StringComparison.Ordinal)) / enough);
        }

        return score + .03 * Math.Min(1, lower.Count(letter => letter == '?') / 3.0);
    }

    /// <summary>What <see cref="RulesScore"/> says of the same text, as points.</summary>
    public static int Rules(ReadOnlySpan<byte> text) => RulesScore.Points(new Asked { Text = text, Turns = 1 }, text.Length / 4.0, 1);
}
