using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Converse's words for why a reply ends.</summary>
internal static class ConverseStops
{
    public static Stop Of(string? reason, string? sequence = null) => new(
        reason switch
        {
            "end_turn" => StopKind.EndTurn,
            "tool_use" => StopKind.ToolUse,
            "max_tokens" => StopKind.MaxTokens,
            "stop_sequence" => StopKind.StopSequence,
            "guardrail_intervened" or "content_filtered" => StopKind.Refusal,
            "model_context_window_exceeded" => StopKind.ContextWindow,
            _ => StopKind.Other,
        },
        reason,
        sequence);
}
