using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>
/// Reads the top-level members that have no place in the neutral form, and those that have one but say more than it holds: the latter weigh nothing
/// elsewhere, and are written in this format as they came.
/// </summary>
internal static class MessagesRest
{
    public static IReadOnlyList<RestMember> Read(JsonElement body)
    {
        var rest = new List<RestMember>();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && Weight(member.Name, member.Value) is { } weight)
            {
                rest.Add(new RestMember(member.Name, weight, member.Value));
            }
        }

        Nested(rest, body, "output_config", ["effort", "format"]);
        Nested(rest, body, "thinking", ["type", "budget_tokens", "display"]);
        Nested(rest, body, "metadata", ["user_id"]);
        return rest;
    }

    /// <summary>Null for a member that the neutral form holds whole.</summary>
    private static LossWeight? Weight(string name, JsonElement value) => name switch
    {
        "model" or "messages" or "system" or "max_tokens" or "stream" or "tools" or "temperature" or "top_p" or "top_k" or "stop_sequences" or "service_tier" => null,
        "thinking" or "output_config" or "output_format" or "tool_choice" or "metadata" => LossWeight.None,
        "anthropic_version" or "anthropic_beta" or "betas" => LossWeight.None,
        "container" or "thread" => LossWeight.State,
        "mcp_servers" => value is { ValueKind: JsonValueKind.Array } && value.GetArrayLength() == 0 ? LossWeight.None : LossWeight.State,
        "inference_geo" => value is { ValueKind: JsonValueKind.String } && value.GetString() == "global" ? LossWeight.None : LossWeight.Meaning,
        _ => LossWeight.Hint,
    };

    /// <summary>What an object has beside the members that are understood: noted by its path, which no writer takes for a member's name.</summary>
    private static void Nested(List<RestMember> rest, JsonElement body, string name, ReadOnlySpan<string> known)
    {
        if (body.Get(name) is not { ValueKind: JsonValueKind.Object } value)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            {
                rest.Add(new RestMember($"{name}.{member.Name}", LossWeight.Hint, member.Value));
            }
        }
    }
}
