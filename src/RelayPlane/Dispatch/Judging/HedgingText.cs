namespace RelayPlane.Dispatch.Judging;

/// <summary>
/// Whether a text says of itself that it may be wrong. A weak sign: of real answers four in a thousand do, and those are not wrong more often than others.
/// It is there for configs that ask for it; any other sign is worth more. Pure.
/// </summary>
internal static class HedgingText
{
    /// <summary>A doubt far behind in a long text is about a detail.</summary>
    private const int LookedAt = 1000;

    private static readonly string[] s_doubts =
    [
        "i'm not sure", "i am not sure", "i'm not certain", "i am not certain", "i'm uncertain", "i am uncertain", "i don't know", "i do not know",
        "i'm not confident", "i am not confident", "it's hard to say", "it is hard to say", "i can't be sure", "i cannot be sure", "i can't say for certain", "i cannot say for certain",
        "i don't have enough information", "i do not have enough information",
        "ich bin mir nicht sicher", "ich bin nicht sicher", "ich weiß es nicht", "je ne suis pas sûr", "je ne sais pas", "no estoy seguro", "no lo sé", "non sono sicuro", "non lo so", "não tenho certeza",
        "我不确定", "我不知道", "わかりません", "잘 모르겠",
    ];

    public static bool Is(string text)
    {
        var plain = PlainWords.Of(text.AsSpan(0, Math.Min(text.Length, LookedAt)));
        return s_doubts.Any(doubt => plain.Contains(doubt, StringComparison.Ordinal));
    }
}
