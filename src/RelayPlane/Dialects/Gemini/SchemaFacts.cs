using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>What several JSON Schemas that hold at once say of one value, in Gemini's words, but for what lies within it.</summary>
internal sealed class SchemaFacts
{
    private static readonly string[] s_kept =
    [
        "title", "description", "default", "minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "minimum", "maximum",
    ];

    private readonly List<JsonElement> _parts;
    private readonly List<string> _values = [];
    private bool _nullable;

    public SchemaFacts(List<JsonElement> parts)
    {
        _parts = parts;
        TakeType();
        TakeChoices("anyOf");
        TakeChoices("oneOf");
        TakeValues();
        if (Type is null && Choices.Count == 0)
        {
            Type = Get("properties") is not null ? "OBJECT" : Get("items") is not null ? "ARRAY" : "STRING";
        }
    }

    /// <summary>In capitals; null where the choices have types of their own.</summary>
    public string? Type { get; private set; }

    /// <summary>The kinds of value that it may be.</summary>
    public List<JsonElement> Choices { get; } = [];

    /// <summary>A member, of the first schema that has it.</summary>
    public JsonElement? Get(string name)
    {
        foreach (var part in _parts)
        {
            if (part.Get(name) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public void Write(Utf8JsonWriter json)
    {
        if (Type is not null)
        {
            json.WriteString("type", Type);
        }

        if (_nullable)
        {
            json.WriteBoolean("nullable", true);
        }

        foreach (var name in s_kept)
        {
            if (Get(name) is { } value)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        WriteFormat(json);
        WriteLimit(json, "minimum", "exclusiveMinimum", 1);
        WriteLimit(json, "maximum", "exclusiveMaximum", -1);
        WriteValues(json);
    }

    /// <summary>One type, and whether it may be null; of several each is a choice.</summary>
    private void TakeType()
    {
        var type = Get("type");
        if (type is { ValueKind: JsonValueKind.String } one)
        {
            Type = one.GetString()!.ToUpperInvariant();
            return;
        }

        var names = new List<string>();
        foreach (var name in type.Items())
        {
            if (name.ToString() == "null")
            {
                _nullable = true;
            }
            else
            {
                names.Add(name.ToString());
            }
        }

        Type = names.Count == 1 ? names[0].ToUpperInvariant() : null;
        foreach (var name in names.Count > 1 ? names : [])
        {
            Choices.Add(GenerateJson.Make(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", name);
                json.WriteEndObject();
            }));
        }
    }

    private void TakeChoices(string name)
    {
        var choices = new List<JsonElement>();
        foreach (var choice in Get(name).Items())
        {
            if (choice.Text("type") == "null")
            {
                _nullable = true;
            }
            else
            {
                choices.Add(choice);
            }
        }

        // A single choice is no choice: it says what the value is.
        if (choices.Count == 1 && choices[0].Get("$ref") is null && Type is null)
        {
            _parts.Add(choices[0]);
            TakeType();
        }
        else
        {
            Choices.AddRange(choices);
        }
    }

    /// <summary>Gemini's enumerations are text; so are numbers in them.</summary>
    private void TakeValues()
    {
        if (Get("const") is { } constant)
        {
            _values.Add(constant.ToString());
            Type ??= "STRING";
        }
        else
        {
            foreach (var value in Get("enum").Items())
            {
                if (value.ValueKind == JsonValueKind.Null)
                {
                    _nullable = true;
                }
                else
                {
                    _values.Add(value.ToString());
                }
            }
        }

        Type = _values.Count > 0 ? "STRING" : Type;
    }

    private void WriteValues(Utf8JsonWriter json)
    {
        if (_values.Count == 0)
        {
            return;
        }

        json.WriteStartArray("enum");
        foreach (var value in _values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Only the formats that Gemini knows of each type.</summary>
    private void WriteFormat(Utf8JsonWriter json)
    {
        var format = Get("format")?.ToString();
        var known = Type switch
        {
            "STRING" => format is "date-time" or "enum",
            "INTEGER" => format is "int32" or "int64",
            "NUMBER" => format is "float" or "double",
            _ => false,
        };
        if (known)
        {
            json.WriteString("format", format);
        }
    }

    private void WriteLimit(Utf8JsonWriter json, string name, string exclusive, int step)
    {
        if (Get(name) is null && Get(exclusive) is { ValueKind: JsonValueKind.Number } limit && limit.TryGetDecimal(out var number))
        {
            json.WriteNumber(name, Type == "INTEGER" ? number + step : number);
        }
    }
}
