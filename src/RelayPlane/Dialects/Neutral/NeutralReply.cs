using RelayPlane.Metering;

namespace RelayPlane.Dialects.Neutral;

/// <summary>A whole reply in no wire format's words.</summary>
/// <param name="Id">The provider's id of it; null where it has none.</param>
/// <param name="Model">The model that the provider says answered; null where it does not.</param>
internal sealed record NeutralReply(string? Id, string? Model, IReadOnlyList<Block> Blocks, Stop Stop, TokenUsage? Usage);

/// <summary>Why a reply ended.</summary>
/// <param name="Raw">The provider's own word.</param>
/// <param name="Sequence">For <see cref="StopKind.StopSequence"/>: which, where the provider tells.</param>
/// <param name="Detail">For a refusal: the provider's explanation.</param>
internal sealed record Stop(StopKind Kind, string? Raw = null, string? Sequence = null, string? Detail = null)
{
    /// <summary>A call of a tool ends a turn whatever the provider called it, but neither a limit nor a refusal (bug B07).</summary>
    public Stop WithTools(bool any) => any && Kind is StopKind.EndTurn or StopKind.Other ? this with { Kind = StopKind.ToolUse } : this;
}

/// <summary>The reasons why a reply ends.</summary>
internal enum StopKind
{
    EndTurn,
    StopSequence,
    ToolUse,
    MaxTokens,

    /// <summary>The model's context is full.</summary>
    ContextWindow,

    /// <summary>The model, or its provider's filter, will not answer.</summary>
    Refusal,

    /// <summary>Anthropic's <c>pause_turn</c>: a hosted tool's loop would go on.</summary>
    Pause,

    /// <summary>A word that is not known here: an ordinary end.</summary>
    Other,
}
