using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes JSON schemas as this format wants them.</summary>
internal static class MessagesSchema
{
    /// <summary>What the official SDKs take out of an answer's schema too, because it is refused; it goes into the description.</summary>
    private static readonly string[] s_limits =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems", "uniqueItems", "minProperties",
        "maxProperties",
    ];

    /// <summary>The arguments of a tool: the root says that it is an object.</summary>
    public static void WriteInput(Utf8JsonWriter json, JsonElement? schema)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        if (schema is { ValueKind: JsonValueKind.Object } root)
        {
            foreach (var member in root.EnumerateObject())
            {
                if (member.Name != "type")
                {
                    member.WriteTo(json);
                }
            }
        }

        if (schema?.Get("properties") is null)
        {
            json.WriteStartObject("properties"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>An answer's schema: each object is closed.</summary>
    public static void WriteAnswer(Utf8JsonWriter json, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(json);
            return;
        }

        var limits = string.Empty;
        json.WriteStartObject();
        foreach (var member in schema.EnumerateObject())
        {
            if (s_limits.Contains(member.Name))
            {
                limits += (limits.Length > 0 ? ", " : string.Empty) + $"{member.Name}: {member.Value.GetRawText()}";
            }
            else if (member.Name is not ("additionalProperties" or "description"))
            {
                json.WritePropertyName(member.Name == "oneOf" ? "anyOf" : member.Name);
                Member(json, member);
            }
        }

        if (limits.Length > 0 || schema.Text("description") is not null)
        {
            var own = schema.Text("description");
            json.WriteString("description"u8, limits.Length == 0 ? own : own is null ? $"{{{limits}}}" : $"{own}\n\n{{{limits}}}");
        }

        if (schema.Text("type") == "object" || schema.Get("properties") is not null)
        {
            json.WriteBoolean("additionalProperties"u8, false);
        }

        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, JsonProperty member)
    {
        switch (member.Name)
        {
            case "properties" or "$defs" or "definitions" when member.Value.ValueKind == JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var named in member.Value.EnumerateObject())
                {
                    json.WritePropertyName(named.Name);
                    WriteAnswer(json, named.Value);
                }

                json.WriteEndObject();
                break;
            case "anyOf" or "oneOf" or "allOf" or "prefixItems" when member.Value.ValueKind == JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var one in member.Value.EnumerateArray())
                {
                    WriteAnswer(json, one);
                }

                json.WriteEndArray();
                break;
            case "items":
                WriteAnswer(json, member.Value);
                break;
            default:
                member.Value.WriteTo(json);
                break;
        }
    }
}
