using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayPlane.Config;

/// <summary>Holds a file against the schema and finds everything that is wrong with it, not the first thing only.</summary>
internal sealed class SchemaCheck(JsonObject schema)
{
    private readonly List<(string Path, string Text)> _problems = [];

    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IReadOnlyList<(string Path, string Text)> Run(JsonElement file, JsonObject schema)
    {
        var check = new SchemaCheck(schema);
        check.Value(file, schema, "");
        return check._problems;
    }

    private void Value(JsonElement value, JsonNode? rule, string path)
    {
        if (Meant(rule) is not { } rules)
        {
            return;
        }

        if (rules["type"] is { } type && !Types(type).Any(name => Is(value, name)))
        {
            _problems.Add((path, $"must be {Or(Types(type).Where(name => name != "null").Select(Article))}, not {Kind(value)}"));
        }
        else if (rules["enum"] is JsonArray allowed && !allowed.Any(one => Same(value, one)))
        {
            _problems.Add((path, $"must be {Or(allowed.Where(one => one is not null).Select(one => one!.ToJsonString()))}, not {Kind(value)}"));
        }
        else if (value.ValueKind == JsonValueKind.Number)
        {
            Range(value.GetDouble(), rules, path);
        }
        else if (value.ValueKind == JsonValueKind.Array && rules["items"] is { } items)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Value(item, items, $"{path}[{index}]");
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            Members(value, rules, path);
        }
    }

    /// <summary>A type that stands in several places is described in the first of them.</summary>
    private JsonObject? Meant(JsonNode? rule)
    {
        if (rule is not JsonObject rules || rules["$ref"]?.GetValue<string>() is not { } pointer)
        {
            return rule as JsonObject;
        }

        JsonNode? at = schema;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            at = at?[part];
        }

        return at as JsonObject;
    }

    private void Members(JsonElement value, JsonObject rules, string path)
    {
        var known = rules["properties"] as JsonObject;
        var names = (rules["propertyNames"] as JsonObject)?["enum"] as JsonArray;
        foreach (var member in value.EnumerateObject())
        {
            var at = KeyLines.Join(path, member.Name);
            if (names is not null && !names.Any(name => name!.GetValue<string>() == member.Name))
            {
                Unknown(at, member.Name, names.Select(name => name!.GetValue<string>()));
            }
            else if (known is not null && known.TryGetPropertyValue(member.Name, out var rule))
            {
                Value(member.Value, rule, at);
            }
            else if (rules["additionalProperties"] is JsonObject any)
            {
                Value(member.Value, any, at);
            }
            else if (known is not null && rules["additionalProperties"] is JsonValue)
            {
                Unknown(at, member.Name, known.Select(pair => pair.Key));
            }
        }

        foreach (var required in (rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !value.TryGetProperty(name, out _)))
        {
            _problems.Add((path, $"needs {required}"));
        }
    }

    /// <summary>Names the nearest key of the same section, unless the very key exists in another one.</summary>
    private void Unknown(string path, string name, IEnumerable<string> siblings)
    {
        var nearest = Nearest.To(name, siblings)!;
        var elsewhere = Nearest.Distance(name, nearest) > 2 ? KnownKeys.Find(schema, name) : null;
        _problems.Add((path, $"is not a known key; the nearest is {elsewhere ?? nearest}"));
    }

    private void Range(double value, JsonObject rules, string path)
    {
        if (rules["minimum"]?.GetValue<double>() is { } least && value < least)
        {
            _problems.Add((path, string.Create(CultureInfo.InvariantCulture, $"must be at least {least}, not {value}")));
        }

        if (rules["maximum"]?.GetValue<double>() is { } most && value > most)
        {
            _problems.Add((path, string.Create(CultureInfo.InvariantCulture, $"must be at most {most}, not {value}")));
        }
    }

    private static string[] Types(JsonNode type) => type is JsonArray list ? [.. list.Select(one => one!.GetValue<string>())] : [type.GetValue<string>()];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static bool Same(JsonElement value, JsonNode? one) =>
        one is null ? value.ValueKind == JsonValueKind.Null : value.ValueKind == JsonValueKind.String && value.GetString() == one.GetValue<string>();

    private static string Article(string type) => type switch
    {
        "integer" => "a whole number",
        "boolean" => "true or false",
        "array" or "object" => $"an {type}",
        _ => $"a {type}",
    };

    /// <summary>A value in a message: never a text, which may be a secret in the wrong place.</summary>
    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText(),
        JsonValueKind.String => "this text",
        var kind => Article(kind == JsonValueKind.Array ? "array" : "object"),
    };

    private static string Or(IEnumerable<string> words) => string.Join(" or ", words);
}
