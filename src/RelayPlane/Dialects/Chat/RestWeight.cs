using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>What becomes of the top-level members of a Chat Completions request that the neutral form does not carry.</summary>
internal static class RestWeight
{
    /// <returns>Null for a member that the neutral form carries. Reasoning and stream options are carried, and kept as they are too, for all that they say beside.</returns>
    public static LossWeight? Of(string name, JsonElement value, JsonElement body)
    {
        if (name is "model" or "messages" or "stream")
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return LossWeight.None;
        }

        return name switch
        {
            "tools" or "functions" => Carried(value.ValueKind == JsonValueKind.Array, LossWeight.Meaning),
            "tool_choice" or "function_call" => Carried(ToolReader.Choice(value) is not null, LossWeight.Meaning),
            "temperature" or "top_p" or "frequency_penalty" or "presence_penalty" => Carried(value.ValueKind == JsonValueKind.Number, LossWeight.Hint),
            "top_k" or "seed" or "max_tokens" or "max_completion_tokens" => Carried(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _), LossWeight.Hint),
            "stop" => Carried(value.ValueKind is JsonValueKind.String or JsonValueKind.Array, LossWeight.Hint),
            "parallel_tool_calls" => Carried(value.ValueKind is JsonValueKind.True or JsonValueKind.False, LossWeight.Hint),
            "verbosity" or "safety_identifier" or "service_tier" or "prompt_cache_key" => Carried(value.ValueKind == JsonValueKind.String, LossWeight.Hint),
            "user" => Carried(value.ValueKind == JsonValueKind.String && body.Text("safety_identifier") is null, LossWeight.Hint),
            "metadata" or "web_search_options" => Carried(value.ValueKind == JsonValueKind.Object, LossWeight.Hint),
            "response_format" => value.Text("type") switch { "json_schema" or "json_object" => null, "text" => LossWeight.None, _ => LossWeight.Meaning },
            "reasoning_effort" => Efforts.Read(value.ValueKind == JsonValueKind.String ? value.GetString() : null) is null ? LossWeight.Hint : LossWeight.None,
            "reasoning" or "thinking" or "stream_options" => LossWeight.None,
            _ => Loose(name, value),
        };
    }

    /// <summary>The rest of the sentence that refuses it, where the usual words would not do.</summary>
    public static string? Why(string name) => name == "n" ? "asks for more than one choice, which only Chat Completions gives" : null;

    private static LossWeight? Carried(bool carried, LossWeight otherwise) => carried ? null : otherwise;

    private static LossWeight Loose(string name, JsonElement value) => name switch
    {
        "n" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var n) && n == 1 ? LossWeight.None : LossWeight.Meaning,
        "store" or "logprobs" => value.ValueKind == JsonValueKind.False ? LossWeight.None : LossWeight.Hint,
        "top_logprobs" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var many) && many == 0 ? LossWeight.None : LossWeight.Hint,
        "logit_bias" => value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any() ? LossWeight.None : LossWeight.Meaning,
        "modalities" => ((JsonElement?)value).Items().All(one => one.ValueKind == JsonValueKind.String && one.ValueEquals("text")) ? LossWeight.None : LossWeight.Meaning,
        "audio" => LossWeight.Meaning,
        _ => LossWeight.Hint,
    };
}
