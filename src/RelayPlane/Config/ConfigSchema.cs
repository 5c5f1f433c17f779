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
        schema["type"] = "object";
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", "RelayPlane config.json");
        return schema;
    }

    /// <summary>Adds what the exporter cannot know: ranges, the names of endpoints, and the values with their own converters.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject rules)
        {
            return node;
        }

        if (context.TypeInfo.Type == typeof(IReadOnlyDictionary<Endpoint, string?>))
        {
            var names = Enum.GetNames<Endpoint>().Where(name => name != nameof(Endpoint.Other)).Select(JsonNamingPolicy.CamelCase.ConvertName);
            rules["propertyNames"] = new JsonObject { ["enum"] = FormSchemas.Names([.. names]) };
        }

        if (rules["properties"] is JsonObject members)
        {
            foreach (var property in context.TypeInfo.Properties)
            {
                var exported = members[property.Name] as JsonObject ?? [];
                members[property.Name] = null; // A node has one parent.
                members[property.Name] = FormSchemas.Describe(property.PropertyType, exported);
            }
        }

        if (context.PropertyInfo is { } own && ConfigRanges.Of(own.Name) is { } range)
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
}
