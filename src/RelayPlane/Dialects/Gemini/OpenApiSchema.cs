using System.Globalization;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Turns Gemini's own schema, a part of OpenAPI 3.0, into JSON Schema: types in small letters, <c>nullable</c> as a type, counts as numbers.</summary>
internal static class OpenApiSchema
{
    public static JsonElement ToJsonSchema(JsonElement schema) => GenerateJson.Make(json => Write(json, schema));

    private static void Write(Utf8JsonWriter json, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(json);
            return;
        }

        var nullable = schema.Flag("nullable") == true;
        json.WriteStartObject();
        foreach (var member in schema.EnumerateObject())
        {
            WriteMember(json, member.Name, member.Value, nullable);
        }

        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, string name, JsonElement value, bool nullable)
    {
        switch (name)
        {
            case "nullable" or "propertyOrdering" or "property_ordering" or "example":
                break;
            case "type" when value.ValueKind == JsonValueKind.String:
                WriteType(json, value.GetString()!.ToLowerInvariant(), nullable);
                break;
            case "properties" or "$defs" or "definitions" when value.ValueKind == JsonValueKind.Object:
                json.WriteStartObject(name);
                foreach (var property in value.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case "items" or "additionalProperties":
                json.WritePropertyName(name);
                Write(json, value);
                break;
            case "anyOf" or "any_of" or "oneOf" or "allOf" or "prefixItems":
                json.WriteStartArray(name == "any_of" ? "anyOf" : name);
                foreach (var item in ((JsonElement?)value).Items())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                WritePlain(json, Camel(name), value);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter json, string type, bool nullable)
    {
        if (!nullable)
        {
            json.WriteString("type", type);
            return;
        }

        json.WriteStartArray("type");
        json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    /// <summary>Google writes 64-bit counts as text.</summary>
    private static void WritePlain(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        if (value.ValueKind == JsonValueKind.String && name is "minItems" or "maxItems" or "minLength" or "maxLength" or "minProperties" or "maxProperties"
            && long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            json.WriteNumberValue(count);
            return;
        }

        value.WriteTo(json);
    }

    private static string Camel(string name) => name switch
    {
        "min_items" => "minItems",
        "max_items" => "maxItems",
        "min_length" => "minLength",
        "max_length" => "maxLength",
        "min_properties" => "minProperties",
        "max_properties" => "maxProperties",
        _ => name,
    };
}
