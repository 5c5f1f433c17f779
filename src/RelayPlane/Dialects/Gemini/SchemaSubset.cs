using System.Globalization;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// Writes a JSON Schema in the part of OpenAPI that Gemini's <c>parameters</c> and <c>responseSchema</c> are: anything else in them is a 400
/// (bug B42). References are written out, a circle ends in an object of any kind; what has an equal is said with it, the rest is left out.
/// </summary>
internal sealed class SchemaSubset(JsonElement root)
{
    /// <summary>Deeper than any tool goes; references that branch in circles must end.</summary>
    private const int Deepest = 32;

    public void Write(Utf8JsonWriter json) => WriteSchema(json, [root], 0, []);

    /// <param name="json">Where to.</param>
    /// <param name="parts">Schemas that hold at once; an earlier one wins.</param>
    /// <param name="depth">How many schemas are around it.</param>
    /// <param name="seen">The references that led here.</param>
    private void WriteSchema(Utf8JsonWriter json, List<JsonElement> parts, int depth, HashSet<string> seen)
    {
        seen = [.. seen];
        if (depth > Deepest || !Spread(parts, seen))
        {
            json.WriteStartObject();
            json.WriteString("type", "OBJECT");
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject();
        var facts = new SchemaFacts(parts);
        facts.Write(json);
        WriteProperties(json, parts, depth, seen);
        if (facts.Get("items") is { ValueKind: JsonValueKind.Object } items)
        {
            json.WritePropertyName("items");
            WriteSchema(json, [items], depth + 1, seen);
        }
        else if (facts.Type == "ARRAY")
        {
            // Gemini refuses an array that does not say of what.
            json.WritePropertyName("items");
            WriteSchema(json, ItemOf(facts), depth + 1, seen);
        }

        if (facts.Choices.Count > 0)
        {
            json.WriteStartArray("anyOf");
            foreach (var choice in facts.Choices)
            {
                WriteSchema(json, [choice], depth + 1, seen);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The first of a tuple's items stands for all; without any, text.</summary>
    private static List<JsonElement> ItemOf(SchemaFacts facts)
    {
        foreach (var first in facts.Get("prefixItems").Items())
        {
            return [first];
        }

        return [GenerateJson.Make(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "string");
            json.WriteEndObject();
        })];
    }

    private void WriteProperties(Utf8JsonWriter json, List<JsonElement> parts, int depth, HashSet<string> seen)
    {
        var names = new Dictionary<string, List<JsonElement>>();
        foreach (var part in parts)
        {
            if (part.Get("properties") is { ValueKind: JsonValueKind.Object } properties)
            {
                foreach (var property in properties.EnumerateObject())
                {
                    names.TryAdd(property.Name, []);
                    names[property.Name].Add(property.Value);
                }
            }
        }

        if (names.Count == 0)
        {
            return;
        }

        json.WriteStartObject("properties");
        foreach (var (name, its) in names)
        {
            json.WritePropertyName(name);
            WriteSchema(json, its, depth + 1, seen);
        }

        json.WriteEndObject();
        WriteRequired(json, parts, names);
    }

    /// <summary>Only what is a property may be required.</summary>
    private static void WriteRequired(Utf8JsonWriter json, List<JsonElement> parts, Dictionary<string, List<JsonElement>> names)
    {
        var required = new List<string>();
        foreach (var part in parts)
        {
            foreach (var name in part.Items("required"))
            {
                if (name.ValueKind == JsonValueKind.String && names.ContainsKey(name.GetString()!) && !required.Contains(name.GetString()!))
                {
                    required.Add(name.GetString()!);
                }
            }
        }

        if (required.Count == 0)
        {
            return;
        }

        json.WriteStartArray("required");
        foreach (var name in required)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    /// <summary>Puts what is referred to, and all of <c>allOf</c>, beside what refers to it.</summary>
    /// <returns>False where it goes round in a circle, or nowhere.</returns>
    private bool Spread(List<JsonElement> parts, HashSet<string> seen)
    {
        for (var at = 0; at < parts.Count; at++)
        {
            if (parts[at].ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            parts.AddRange(parts[at].Items("allOf"));
            if (parts[at].Text("$ref") is not { } reference)
            {
                continue;
            }

            if (!seen.Add(reference) || Find(reference) is not { } found)
            {
                return false;
            }

            parts.Add(found);
        }

        return true;
    }

    private JsonElement? Find(string reference)
    {
        if (reference == "#")
        {
            return root;
        }

        JsonElement? at = reference.StartsWith("#/", StringComparison.Ordinal) ? root : null;
        foreach (var step in at is null ? [] : reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~");
            at = at is { ValueKind: JsonValueKind.Array } list && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.GetArrayLength()
                ? list[index]
                : at?.Get(name);
        }

        return at;
    }
}
