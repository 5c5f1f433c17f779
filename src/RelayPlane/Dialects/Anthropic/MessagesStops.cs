using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>The words for why a reply ends.</summary>
internal static class MessagesStops
{
    /// <param name="reason"><c>stop_reason</c>.</param>
    /// <param name="said">The object that it stands in: the message, or a stream's <c>delta</c>.</param>
    public static Stop Read(string? reason, JsonElement said) => new(
        reason switch
        {
            "end_turn" => StopKind.EndTurn,
            "stop_sequence" => StopKind.StopSequence,
            "tool_use" => StopKind.ToolUse,
            "max_tokens" => StopKind.MaxTokens,
            "model_context_window_exceeded" => StopKind.ContextWindow,
            "refusal" => StopKind.Refusal,
            "pause_turn" => StopKind.Pause,
            _ => StopKind.Other,
        },
        reason,
        said.Text("stop_sequence"),
        said.Get("stop_details")?.Text("explanation"));

    /// <summary>Writes the members <c>stop_reason</c>, <c>stop_sequence</c> and <c>stop_details</c>.</summary>
    public static void Write(Utf8JsonWriter json, Stop stop)
    {
        json.WriteString("stop_reason"u8, Word(stop.Kind));
        json.WriteString("stop_sequence"u8, stop.Kind == StopKind.StopSequence ? stop.Sequence : null);
        if (stop.Kind == StopKind.Refusal && stop.Detail is not null)
        {
            json.WriteStartObject("stop_details"u8);
            json.WriteString("type"u8, "refusal"u8);
            json.WriteNull("category"u8);
            json.WriteString("explanation"u8, stop.Detail);
            json.WriteEndObject();
        }
    }

    private static string Word(StopKind kind) => kind switch
    {
        StopKind.StopSequence => "stop_sequence",
        StopKind.ToolUse => "tool_use",
        StopKind.MaxTokens => "max_tokens",
        StopKind.ContextWindow => "model_context_window_exceeded",
        StopKind.Refusal => "refusal",
        StopKind.Pause => "pause_turn",
        _ => "end_turn",
    };
}
