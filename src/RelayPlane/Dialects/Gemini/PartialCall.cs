using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// The arguments of one call that come value by value, each with the path of its place (Vertex's <c>streamFunctionCallArguments</c>):
/// <c>{"jsonPath": "$.steps[2]", "stringValue": "…", "willContinue": true}</c>. Values may come in any order, so the object is whole only at its end.
/// </summary>
internal sealed class PartialCall
{
    private JsonObject? _arguments;
    private string? _path;
    private string _text = string.Empty;

    public bool IsOpen => _arguments is not null;

    public void Take(JsonElement call)
    {
        _arguments ??= [];
        foreach (var piece in call.Any("partialArgs", "partial_args").Items())
        {
            if (piece.AnyText("jsonPath", "json_path") is { } path)
            {
                Set(path, Value(path, piece));
            }
        }
    }

    public string Close()
    {
        var arguments = _arguments ?? [];
        (_arguments, _path, _text) = (null, null, string.Empty);
        return GenerateJson.Make(json => arguments.WriteTo(json)).Compact();
    }

    private JsonNode? Value(string path, JsonElement piece)
    {
        if (piece.AnyText("stringValue", "string_value") is { } text)
        {
            _text = path == _path ? _text + text : text;
            _path = piece.Flag("willContinue") == true || piece.Flag("will_continue") == true ? path : null;
            return JsonValue.Create(_text);
        }

        _path = null;
        return piece.Any("numberValue", "number_value") is { } number ? JsonNode.Parse(number.GetRawText())
            : piece.Any("boolValue", "bool_value") is { } flag ? JsonValue.Create(flag.ValueKind == JsonValueKind.True)
            : null;
    }

    private void Set(string path, JsonNode? value)
    {
        var steps = ArgumentPath.Steps(path);
        JsonNode at = _arguments!;
        for (var i = 0; i < steps.Count; i++)
        {
            var last = i + 1 == steps.Count;
            JsonNode? next = last ? value : steps[i + 1].Index is null ? new JsonObject() : new JsonArray();
            if (at is JsonObject members && steps[i].Name is { } name)
            {
                if (last || members[name] is null)
                {
                    members[name] = next;
                }

                at = members[name] ?? at;
            }
            else if (at is JsonArray items && steps[i].Index is { } index and < 1 << 16)
            {
                while (items.Count <= index)
                {
                    items.Add((JsonNode?)null);
                }

                if (last || items[index] is null)
                {
                    items[index] = next;
                }

                at = items[index] ?? at;
            }
        }
    }
}
