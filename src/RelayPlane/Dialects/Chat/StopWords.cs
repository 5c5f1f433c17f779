using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>The words for why a reply ends, those of all providers that speak Chat Completions.</summary>
internal static class StopWords
{
    /// <returns>Null where the choice has not ended.</returns>
    public static Stop? Read(JsonElement choice)
    {
        if (choice.Text("finish_reason") is not { Length: > 0 } word)
        {
            return null;
        }

        var kind = Kind(word);

        // vLLM tells in `stop_reason` which sequence it met; for a token it tells a number.
        return kind == StopKind.EndTurn && choice.Text("stop_reason") is { Length: > 0 } sequence
            ? new Stop(StopKind.StopSequence, word, sequence)
            : new Stop(kind, word);
    }

    /// <summary>Whether it says that the provider failed, and not why the model ended (Mistral, OpenRouter, DeepSeek).</summary>
    public static bool IsFailure(string? word) => word is "error" or "insufficient_system_resource";

    /// <param name="refused">Whether the reply has the words of a refusal.</param>
    public static string Write(Stop stop, bool refused, bool legacy) => stop.Kind switch
    {
        StopKind.ToolUse => legacy ? "function_call" : "tool_calls",
        StopKind.MaxTokens or StopKind.ContextWindow => "length",
        StopKind.Refusal => refused && stop.Raw == "stop" ? "stop" : "content_filter",
        _ => "stop",
    };

    private static StopKind Kind(string word) => word switch
    {
        "stop" or "eos" or "end_turn" or "COMPLETE" or "STOP" => StopKind.EndTurn,
        "stop_sequence" => StopKind.StopSequence,
        "length" or "model_length" or "max_tokens" or "MAX_TOKENS" => StopKind.MaxTokens,
        "model_context_window_exceeded" => StopKind.ContextWindow,
        "tool_calls" or "tool_call" or "function_call" or "tool_use" or "TOOL_CALL" => StopKind.ToolUse,
        "content_filter" or "content_filtered" or "refusal" or "safety" => StopKind.Refusal,
        _ => StopKind.Other,
    };
}
