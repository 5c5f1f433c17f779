namespace RelayPlane.Routing.Scoring;

/// <summary>The plain variant, for who asks for <c>classifier: "rules"</c>: points for words and sizes. It is measured beside the trained one, and little better than chance.</summary>
internal static class RulesScore
{
    private const int ComplexFrom = 4;
    private const int ModerateFrom = 2;

    /// <param name="inputTokens">Of the whole conversation.</param>
    /// <param name="messages">Of the whole conversation.</param>
    public static Tier Of(in Asked asked, double inputTokens, int messages) => Points(asked, inputTokens, messages) switch
    {
        >= ComplexFrom => Tier.Complex,
        >= ModerateFrom => Tier.Moderate,
        _ => Tier.Simple,
    };

    public static int Points(in Asked asked, double inputTokens, int messages) =>
        (inputTokens > 100_000 ? 5 : inputTokens > 50_000 ? 3 : inputTokens > 20_000 ? 2 : 0) + (messages > 50 ? 2 : messages > 20 ? 1 : 0) + asked.Text.Length / 4 / 500;
}
