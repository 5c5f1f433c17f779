using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RelayPlane.Dashboard.OpenApi;

/// <summary>Makes JSON schemas of what is read and written; each record once, under its own name, and referred to from wherever it stands.</summary>
internal sealed class SchemaBook
{
    private static readonly JsonSchemaExporterOptions s_plain = new() { TreatNullObliviousAsNonNullable = true };

    private readonly Dictionary<(Type Type, object? Naming), string> _names = [];

    /// <summary>The records, by name.</summary>
    public JsonObject Records { get; } = [];

    /// <param name="type">What is read or written.</param>
    /// <param name="isAsked">Whether it is read: then what has a usual value may be left out.</param>
    public JsonObject Of(JsonTypeInfo type, bool isAsked = false)
    {
        if (Nullable.GetUnderlyingType(type.Type) is { } value)
        {
            return OrNull(Of(type.Options.GetTypeInfo(value), isAsked));
        }

        return type.Kind switch
        {
            JsonTypeInfoKind.Object => new JsonObject { ["$ref"] = "#/components/schemas/" + NameOf(type, isAsked) },
            JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = "array", ["items"] = Of(type.Options.GetTypeInfo(type.ElementType!), isAsked) },
            JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(type.Options.GetTypeInfo(type.ElementType!), isAsked) },
            _ => Single(type),
        };
    }

    private string NameOf(JsonTypeInfo type, bool isAsked)
    {
        var key = (type.Type, (object?)type.Options.PropertyNamingPolicy);
        if (_names.TryGetValue(key, out var known))
        {
            return known;
        }

        // Two rooms may have a record of the same name.
        var name = Records.ContainsKey(type.Type.Name) ? type.Type.Namespace!.Split('.')[^1] + type.Type.Name : type.Type.Name;
        _names.Add(key, name);
        var fields = new JsonObject();
        var always = new JsonArray();
        var schema = new JsonObject { ["type"] = "object", ["properties"] = fields };
        Records.Add(name, schema);
        foreach (var property in type.Properties.Where(property => property.Get is not null))
        {
            fields.Add(property.Name, FieldOf(type, property, isAsked));
            if (IsAlwaysThere(type, property, isAsked))
            {
                always.Add((JsonNode)property.Name);
            }
        }

        if (always.Count > 0)
        {
            schema["required"] = always;
        }

        return name;
    }

    private JsonObject FieldOf(JsonTypeInfo type, JsonPropertyInfo property, bool isAsked)
    {
        var schema = Of(type.Options.GetTypeInfo(property.PropertyType), isAsked);
        return !property.PropertyType.IsValueType && (isAsked ? property.IsSetNullable : property.IsGetNullable) ? OrNull(schema) : schema;
    }

    private static bool IsAlwaysThere(JsonTypeInfo type, JsonPropertyInfo property, bool isAsked) => isAsked
        ? property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false }
        : property.ShouldSerialize is null && !(type.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull && MayBeNull(property));

    private static bool MayBeNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;

    /// <summary>What is no record and no list: a number, a text, one of some words; or anything.</summary>
    private static JsonObject Single(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(s_plain) as JsonObject ?? [];
        if (schema.ContainsKey("enum"))
        {
            schema["type"] = "string";
        }

        return schema;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema.ContainsKey("$ref"))
        {
            return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        }

        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            (schema["enum"] as JsonArray)?.Add(null);
        }

        return schema;
    }
}
