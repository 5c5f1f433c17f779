namespace RelayPlane.Routing.Scoring;

/// <summary>The plain variant, for who asks for <c>classifier: "rules"</c>: points for English words, steps and sizes. It is measured beside the trained one, and is little better than chance.</summary>
internal static class RulesScore
{
    private const int ComplexFrom = 4;
    private const int ModerateFrom = 2;
    private const int BytesPerToken = 4;

    /// <param name="inputTokens">Of the whole conversation.</param>
    /// <param name="messages">Of the whole conversation.</param>
    public static Tier Of(in Asked asked, double inputTokens, int messages) => Points(asked, inputTokens, messages) switch
    {
        >= ComplexFrom => Tier.Complex,
        >= ModerateFrom => Tier.Moderate,
        _ => Tier.Simple,
    };

    public static int Points(in Asked asked, double inputTokens, int messages) =>
        OfWords(asked) + OfText(asked.Text.Length / BytesPerToken) + OfConversation(inputTokens, messages);

    /// <summary>Of what the words ask for alone, whatever the size.</summary>
    public static int OfWords(in Asked asked)
    {
        var counts = default(TextCounts);
        var words = default(RuleWords);
        TextScan.Run(asked.Text, ref counts, ref words);
        return words.Points + (counts.Fences > 0 && !words.Has(RuleWords.Code) ? 2 : 0) + (counts.Numbered >= 2 && !words.IsStepwise ? 2 : 0);
    }

    private static int OfText(int tokens) => (tokens > 500 ? 1 : 0) + (tokens > 2_000 ? 2 : 0) + (tokens > 5_000 ? 2 : 0);

    private static int OfConversation(double tokens, int messages) =>
        tokens switch { > 100_000 => 5, > 50_000 => 3, > 20_000 => 2, _ => 0 } + messages switch { > 50 => 2, > 20 => 1, _ => 0 };
}
