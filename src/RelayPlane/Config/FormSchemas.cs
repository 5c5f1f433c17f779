using System.Text.Json.Nodes;

namespace RelayPlane.Config;

/// <summary>The schemas of the values that have their own converters, of which the exporter knows nothing.</summary>
internal static class FormSchemas
{
    /// <summary>Describes a property of such a type, or of a list or map of it; the exporter's own words otherwise.</summary>
    public static JsonNode Describe(Type type, JsonObject exported)
    {
        if (exported.ContainsKey("default") && exported["default"] is null)
        {
            exported.Remove("default");
        }

        if (Of(type) is { } own)
        {
            return own;
        }

        if (type == typeof(IReadOnlyList<ModelName>))
        {
            exported["items"] = Of(typeof(ModelName));
        }
        else if (type == typeof(IReadOnlyDictionary<string, ModelName>))
        {
            exported["additionalProperties"] = Of(typeof(ModelName));
        }
        else if (type == typeof(IReadOnlyDictionary<string, SecretRef>))
        {
            exported["additionalProperties"] = Of(typeof(SecretRef));
        }

        return exported;
    }

    /// <summary>A JSON array of names.</summary>
    public static JsonArray Names(params string[] names) => new([.. names.Select(name => (JsonNode)name)]);

    private static JsonObject? Of(Type type)
    {
        if (type == typeof(SecretRef))
        {
            return new JsonObject { ["type"] = Names("string", "null") };
        }

        if (type == typeof(StringList))
        {
            return new JsonObject { ["type"] = Names("string", "array", "null"), ["items"] = Text() };
        }

        return type != typeof(ModelName) ? null : new JsonObject
        {
            ["type"] = Names("string", "object", "null"),
            ["properties"] = new JsonObject { ["provider"] = Text(), ["model"] = Text() },
            ["required"] = Names("model"),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Text() => new() { ["type"] = "string" };
}
