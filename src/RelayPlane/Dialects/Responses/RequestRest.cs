using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>What the members mean that only Responses has.</summary>
internal static class RequestRest
{
    /// <summary>How members are named that stand within <c>input</c>, and so are written there.</summary>
    public const string Input = "input";

    public static RestMember Of(string name, JsonElement value) => value.ValueKind == JsonValueKind.Null
        ? new RestMember(name, LossWeight.None, value)
        : name switch
        {
            "previous_response_id" or "conversation" or "prompt" => new RestMember(name, LossWeight.State, value),
            "background" => new RestMember(name, value.ValueKind == JsonValueKind.True ? LossWeight.State : LossWeight.None, value, "cannot be asked for here: the answer would be fetched later from where it is not"),
            "include" => new RestMember(name, Include(value), value),
            "store" => new RestMember(name, value.ValueKind == JsonValueKind.False ? LossWeight.None : LossWeight.Hint, value),
            "truncation" => new RestMember(name, value.ValueEquals("disabled"u8) ? LossWeight.None : LossWeight.Hint, value),
            "top_logprobs" => new RestMember(name, value.ValueKind == JsonValueKind.Number && value.GetDouble() == 0 ? LossWeight.None : LossWeight.Hint, value),
            "input" or "tools" or "stream" or "stream_options" or "user" or "safety_identifier" or "reasoning" or "text" => new RestMember(name, LossWeight.None, value),
            "tool_choice" => new RestMember(name, LossWeight.Meaning, value, "names a tool that only its own provider runs"),
            "text.format" => new RestMember(name, value.Text("type") == "text" ? LossWeight.None : LossWeight.Meaning, value),
            _ => new RestMember(name, LossWeight.Hint, value),
        };

    /// <summary>Encrypted reasoning is handed over anyway; what else can be included is of hosted tools, or is token probabilities.</summary>
    private static LossWeight Include(JsonElement value)
    {
        foreach (var one in ((JsonElement?)value).Items())
        {
            if (one.ValueKind != JsonValueKind.String || !one.ValueEquals("reasoning.encrypted_content"u8))
            {
                return LossWeight.Hint;
            }
        }

        return LossWeight.None;
    }
}
