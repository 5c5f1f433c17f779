using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace RelayPlane.Config;

/// <summary>The JSON Schema of <c>config.json</c>, made from the records. Editors read it, and the file is checked against it: what it describes is what is accepted.</summary>
internal static class ConfigSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The schema as JSON text, for a file beside the config.</summary>
    public static string Write()
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            Node().WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) + "\n";
    }

    /// <summary>The schema as a tree.</summary>
    public static JsonObject Node()
    {
        var schema = ConfigJson.Default.GatewayConfig.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TransformSchemaNode = Describe }).AsObject();
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", "RelayPlane config.json");
        return schema;
    }

    /// <summary>Describes the types that read more than one form, and the ranges.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = context.TypeInfo.Type;
        if (type == typeof(SecretRef))
        {
            return new JsonObject { ["type"] = Names("string", "null") };
        }

        if (type == typeof(StringList))
        {
            return new JsonObject { ["type"] = Names("string", "array", "null"), ["items"] = Text() };
        }

        if (type == typeof(ModelName))
        {
            return new JsonObject
            {
                ["type"] = Names("string", "object", "null"),
                ["properties"] = new JsonObject { ["provider"] = Text(), ["model"] = Text() },
                ["required"] = Names("model"),
                ["additionalProperties"] = false,
            };
        }

        if (node is not JsonObject rules)
        {
            return node;
        }

        if (type == typeof(IReadOnlyDictionary<Endpoint, string?>))
        {
            rules["propertyNames"] = new JsonObject { ["enum"] = Names([.. Enum.GetNames<Endpoint>().Where(name => name != nameof(Endpoint.Other)).Select(JsonNamingPolicy.CamelCase.ConvertName)]) };
        }

        rules.Remove("default");
        if (context.PropertyInfo is { } property && ConfigRanges.Of(property.Name) is { } range)
        {
            Bound(rules, range);
        }

        return rules;
    }

    private static void Bound(JsonObject rules, (double Least, double? Most) range)
    {
        if (rules["type"] is not { } type || !type.ToJsonString().Contains("er\"", StringComparison.Ordinal))
        {
            return; // Neither an integer nor a number.
        }

        rules["minimum"] = range.Least;
        if (range.Most is { } most)
        {
            rules["maximum"] = most;
        }
    }

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonArray Names(params string[] names) => new([.. names.Select(name => (JsonNode)name)]);
}
