using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Gemini's words for why a candidate ended. Vertex also writes them as numbers.</summary>
internal static class FinishReasons
{
    /// <summary>The words in the order of Vertex's numbers.</summary>
    private static readonly string[] s_numbered =
    [
        "FINISH_REASON_UNSPECIFIED", "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII",
        "MALFORMED_FUNCTION_CALL", "MODEL_ARMOR",
    ];

    /// <param name="reason">Text or number.</param>
    /// <param name="message">The provider's explanation, if it gave one.</param>
    public static Stop Read(JsonElement reason, string? message)
    {
        var word = reason.ValueKind == JsonValueKind.Number && reason.TryGetInt32(out var number)
            ? number >= 0 && number < s_numbered.Length ? s_numbered[number] : reason.ToString()
            : reason.ToString();
        return new Stop(Kind(word), word, Detail: message);
    }

    /// <summary>Whether the model broke off over a call of its own that nobody can read: with nothing said, that is the provider's failure.</summary>
    public static bool IsBroken(Stop stop) => stop.Kind == StopKind.Other;

    public static string Write(Stop stop) => stop.Kind switch
    {
        StopKind.MaxTokens or StopKind.ContextWindow => "MAX_TOKENS",
        StopKind.Refusal => stop.Raw is { } own && Kind(own) == StopKind.Refusal ? own : "SAFETY",
        StopKind.Other when stop.Raw is "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" or "MALFORMED_RESPONSE" or "OTHER" => stop.Raw,
        _ => "STOP",
    };

    private static StopKind Kind(string word) => word switch
    {
        "STOP" => StopKind.EndTurn,
        "MAX_TOKENS" => StopKind.MaxTokens,
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "LANGUAGE" or "MODEL_ARMOR" => StopKind.Refusal,
        "CONTINUATION" => StopKind.Pause,
        _ => word.StartsWith("IMAGE_", StringComparison.Ordinal) ? StopKind.Refusal : StopKind.Other,
    };
}
