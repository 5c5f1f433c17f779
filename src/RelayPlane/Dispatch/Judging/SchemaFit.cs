using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dispatch.Judging;

/// <summary>
/// Whether a value breaks a JSON Schema in a way that no program could live with: a required member is missing, one that is forbidden is there, a type or
/// a word is another. Ranges, patterns and whatever else a schema can say are not looked at. A null where a member may be left out is as good as leaving it out. Pure.
/// </summary>
internal static class SchemaFit
{
    private const int Deepest = 48;

    public static bool Fits(JsonElement schema, JsonElement value) => Fits(schema, schema, value, 0);

    private static bool Fits(JsonElement root, JsonElement schema, JsonElement value, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return schema.ValueKind != JsonValueKind.False;
        }

        if (schema.Text("$ref") is { } reference)
        {
            return Resolve(root, reference) is not { } there || Fits(root, there, value, depth + 1);
        }

        if (value.ValueKind == JsonValueKind.Null && schema.Flag("nullable") == true)
        {
            return true;
        }

        return HasType(schema, value)
            && IsAllowed(schema, value)
            && schema.Items("allOf").All(part => Fits(root, part, value, depth + 1))
            && FitsAny(root, schema.Get("anyOf") ?? schema.Get("oneOf"), value, depth)
            && (value.ValueKind switch
            {
                JsonValueKind.Object => ObjectFits(root, schema, value, depth),
                JsonValueKind.Array => schema.Get("items") is not { ValueKind: JsonValueKind.Object } items || value.EnumerateArray().All(item => Fits(root, items, item, depth + 1)),
                _ => true,
            });
    }

    private static bool ObjectFits(JsonElement root, JsonElement schema, JsonElement value, int depth)
    {
        var required = schema.Items("required").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).ToHashSet();
        if (!required.All(name => value.TryGetProperty(name, out _)))
        {
            return false;
        }

        var known = schema.Get("properties");
        var others = schema.Get("additionalProperties");

        // Members of patterns, and of schemas beside this one, are none of this one's.
        var closed = others is { ValueKind: JsonValueKind.False } && schema.Get("patternProperties") is null;
        foreach (var member in value.EnumerateObject())
        {
            if (known is { ValueKind: JsonValueKind.Object } properties && properties.TryGetProperty(member.Name, out var its))
            {
                if (!(member.Value.ValueKind == JsonValueKind.Null && !required.Contains(member.Name)) && !Fits(root, its, member.Value, depth + 1))
                {
                    return false;
                }
            }
            else if (closed || (others is { ValueKind: JsonValueKind.Object } rest && !Fits(root, rest, member.Value, depth + 1)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool FitsAny(JsonElement root, JsonElement? choices, JsonElement value, int depth) =>
        choices is not { ValueKind: JsonValueKind.Array } some || some.GetArrayLength() == 0 || some.EnumerateArray().Any(choice => Fits(root, choice, value, depth + 1));

    private static bool IsAllowed(JsonElement schema, JsonElement value) =>
        (schema.Get("enum") is not { ValueKind: JsonValueKind.Array } words || words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        && (!schema.TryGetProperty("const", out var only) || JsonElement.DeepEquals(only, value));

    private static bool HasType(JsonElement schema, JsonElement value) => schema.Get("type") switch
    {
        { ValueKind: JsonValueKind.String } one => Is(one.GetString()!, value),
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String || Is(one.GetString()!, value)),
        _ => true,
    };

    /// <summary>Gemini writes the types in capitals. A type that is not known is no reason to complain.</summary>
    private static bool Is(string type, JsonElement value) => type.ToUpperInvariant() switch
    {
        "OBJECT" => value.ValueKind == JsonValueKind.Object,
        "ARRAY" => value.ValueKind == JsonValueKind.Array,
        "STRING" => value.ValueKind == JsonValueKind.String,
        "BOOLEAN" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "NULL" => value.ValueKind == JsonValueKind.Null,
        "NUMBER" => value.ValueKind == JsonValueKind.Number,
        "INTEGER" => value.ValueKind == JsonValueKind.Number && (!value.TryGetDouble(out var number) || Math.Floor(number) == number),
        _ => true,
    };

    /// <summary>A reference within the schema (<c>#/$defs/Node</c>); null for any other.</summary>
    private static JsonElement? Resolve(JsonElement root, string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        JsonElement? at = root;
        foreach (var step in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at?.Get(Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        return at;
    }
}
