using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Ledger;

/// <summary>What routing saw in a call and thought of it: enough to decide it anew under another policy, and no text of it.</summary>
internal sealed record DecisionEntry
{
    /// <summary><c>simple</c>, <c>moderate</c> or <c>complex</c>; null where nothing was decided.</summary>
    public string? Tier { get; init; }

    /// <summary>Whether the call went where the decision would have it.</summary>
    public bool Acted { get; init; }

    /// <summary>Where the decision would have it, as <c>provider/model</c>; null where nothing was decided.</summary>
    public string? Chosen { get; init; }

    /// <summary>Where it would go by its own name; null where it asked for no certain model.</summary>
    public string? Asked { get; init; }

    /// <summary>As the reply's header says it; null where nothing was decided.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it is not where the score alone would have it.</summary>
    public string? Kept { get; init; }

    /// <summary>Which weights made the heads.</summary>
    public required string Classifier { get; init; }

    /// <summary>The heads as the weights gave them, before any calibration.</summary>
    public required float Simple { get; init; }

    public required float Moderate { get; init; }

    public required float Complex { get; init; }

    /// <summary>The tier by plain rules.</summary>
    public required string Rules { get; init; }

    public required ReadOnlyMemory<byte> Features { get; init; }

    public int Messages { get; init; }

    public int UserTurns { get; init; } = 1;

    public int Tools { get; init; }

    public int ToolParameters { get; init; }

    public bool Images { get; init; }

    public bool MidTask { get; init; }

    public bool WantsJson { get; init; }

    public bool Signed { get; init; }

    public bool MarksCache { get; init; }

    /// <summary>Whether no routing may move it: its client has forbidden that or named a model in a header, it holds what only one provider has, or nobody else could take it.</summary>
    public bool Pinned { get; init; }

    /// <summary><c>title</c>, <c>summary</c>, <c>chore</c>; null for none.</summary>
    public string? Housekeeping { get; init; }

    /// <summary>The conversation's hash, 16 hex digits.</summary>
    public required string Conversation { get; init; }

    /// <summary>About how long the prompt is, in tokens, before calibration.</summary>
    public double PromptTokens { get; init; }

    /// <summary>The output limit that the client set.</summary>
    public long? MaxOutput { get; init; }

    /// <summary>The model that a call asked for, which what it saved is reckoned against; null where it asked for no certain one.</summary>
    /// <param name="decision">Null for none.</param>
    /// <param name="modelRequested">As the client wrote it.</param>
    /// <param name="agent">A shadow call is sent elsewhere to learn something, which saves nothing.</param>
    public static string? AskedOf(DecisionEntry? decision, string? modelRequested, string? agent) => decision switch
    {
        _ when ShadowCall.Is(agent) => null,
        { Asked: { } asked } => asked,
        { Tier: not null } => null,
        _ => modelRequested,
    };
}
