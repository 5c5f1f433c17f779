using System.Globalization;

namespace RelayPlane.Ledger.Decisions;

/// <summary>How the words of a decision stand in <c>decisions</c>, as small numbers.</summary>
internal static class DecisionWords
{
    private static readonly string[] s_tiers = ["simple", "moderate", "complex"];
    private static readonly string[] s_housekeeping = ["title", "summary", "chore"];

    public static long? TierOf(string? tier) => NumberOf(s_tiers, tier);

    public static string? Tier(long? number) => WordOf(s_tiers, number);

    public static long? HousekeepingOf(string? word) => NumberOf(s_housekeeping, word);

    public static string? Housekeeping(long? number) => WordOf(s_housekeeping, number);

    /// <summary>A tier's word from a column, in SQL; NULL for none.</summary>
    public static string TierOfColumn(string column) => $"CASE {column} WHEN 0 THEN 'simple' WHEN 1 THEN 'moderate' WHEN 2 THEN 'complex' END";

    public static long Seen(DecisionEntry decision) =>
        (decision.Images ? 1 : 0) | (decision.MidTask ? 2 : 0) | (decision.WantsJson ? 4 : 0) | (decision.Signed ? 8 : 0) | (decision.MarksCache ? 16 : 0) | (decision.Pinned ? 32 : 0);

    /// <summary>16 hex digits as the number they are; what is none is 0.</summary>
    public static long ConversationOf(string conversation) =>
        ulong.TryParse(conversation, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var print) ? unchecked((long)print) : 0;

    public static string Conversation(long number) => unchecked((ulong)number).ToString("x16", CultureInfo.InvariantCulture);

    private static long? NumberOf(string[] words, string? word) => Array.IndexOf(words, word) is >= 0 and var number ? number : null;

    private static string? WordOf(string[] words, long? number) => number is >= 0 and var at && at < words.Length ? words[at] : null;
}
