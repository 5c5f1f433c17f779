using System.Buffers;
using System.Text.Json;

namespace RelayPlane.Sandbox.Writing;

/// <summary>Makes up arguments that fit a tool's JSON schema.</summary>
internal static class ToolInput
{
    private const int DeepestNesting = 8;

    public static byte[] Write(ReadOnlySpan<byte> schema)
    {
        if (schema.IsEmpty)
        {
            return "{}"u8.ToArray();
        }

        using var document = JsonDocument.Parse(schema.ToArray());
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FrameWriter.Options))
        {
            WriteObject(json, document.RootElement, 0);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement schema, int depth)
    {
        json.WriteStartObject();
        if (depth < DeepestNesting && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                WriteValue(json, property.Value, property.Name, depth + 1);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, JsonElement schema, string name, int depth)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(json);
        }
        else if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out var choices) && choices.GetArrayLength() > 0)
        {
            choices[0].WriteTo(json);
        }
        else
        {
            WriteByType(json, schema, name, depth);
        }
    }

    private static void WriteByType(Utf8JsonWriter json, JsonElement schema, string name, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(json, schema, depth);
                break;
            case "array":
                json.WriteStartArray();
                if (depth < DeepestNesting && schema.TryGetProperty("items", out var items))
                {
                    WriteValue(json, items, name, depth + 1);
                }

                json.WriteEndArray();
                break;
            case "integer" or "number":
                json.WriteNumberValue(schema.TryGetProperty("minimum", out var least) ? least.GetDecimal() : 3);
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            case "null":
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue("sample " + name);
                break;
        }
    }

    private static string TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return "string";
        }

        if (schema.TryGetProperty("anyOf", out var any) && any.GetArrayLength() > 0)
        {
            return TypeOf(any[0]);
        }

        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("properties", out _) ? "object" : "string";
        }

        var first = type.ValueKind == JsonValueKind.Array ? type[0] : type;
        return (first.GetString() ?? "string").ToLowerInvariant();
    }
}
