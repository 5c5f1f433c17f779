using RelayPlane.Ledger;

namespace RelayPlane.Tests.Ledger.Decisions;

/// <summary>Calls as they are recorded where routing looked at them.</summary>
internal static class DecidedEntries
{
    /// <summary>Looked at, and nothing decided.</summary>
    public static DecisionEntry Seen { get; } = new()
    {
        Classifier = "2026-11-20",
        Simple = .91f,
        Moderate = .955f,
        Complex = .9721f,
        Rules = "moderate",
        Features = new byte[] { 0, 1, 254, 255 },
        Messages = 7,
        UserTurns = 2,
        Tools = 4,
        ToolParameters = 19,
        Images = true,
        MidTask = true,
        WantsJson = true,
        Signed = true,
        MarksCache = true,
        Pinned = true,
        Housekeeping = "summary",
        Conversation = "f00dfacecafe0001",
        PromptTokens = 1234.5,
        MaxOutput = 4096,
    };

    public static DecisionEntry Decided(string tier = "simple", string? asked = "anthropic/claude-opus-4-6", string chosen = "anthropic/claude-haiku-4-5", bool acted = true) =>
        Seen with { Tier = tier, Acted = acted, Chosen = chosen, Asked = asked, Reason = $"complexity:{tier}", Kept = "the session's cache" };

    /// <summary>A call that was decided and answered by the chosen model.</summary>
    public static CallEntry Call(string id, DecisionEntry? decision = null) => Entries.Call(id, Entries.Attempt()) with { Decision = decision ?? Decided() };

    /// <summary>A call that climbed from Haiku to Opus.</summary>
    public static CallEntry Climbed(string id, string cause = "bad_tool_call") => Entries.Call(
        id, Entries.Attempt() with { Escalated = cause }, Entries.Attempt("claude-opus-4-6", 2)) with { Decision = Decided() };

    /// <summary>All that is known of decisions is the same, the bytes of the features too.</summary>
    public static bool Same(DecisionEntry? one, DecisionEntry? other) =>
        one is null ? other is null : other is not null && one with { Features = other.Features } == other && one.Features.Span.SequenceEqual(other.Features.Span);
}
