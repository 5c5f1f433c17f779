using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Scripts;

/// <summary>Finds the script in a request's turns, in the shape of any API, and what has come of it since.</summary>
internal static class Transcript
{
    private static readonly string[] s_results = ["tool_result", "function_call_output", "custom_tool_call_output", "local_shell_call_output"];

    /// <returns>Null where no user's text has a marker; a <see cref="FormatException"/> where one is not whole.</returns>
    public static Script? Read(ReadOnlyMemory<byte> body, Api api)
    {
        // Most prompts have no script, and are not read a second time for one.
        if (body.Span.IndexOf("[[call "u8) < 0 && body.Span.IndexOf("[[think "u8) < 0 && body.Span.IndexOf("[[say "u8) < 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(body);
        var found = new Found();
        foreach (var name in (ReadOnlySpan<string>)(api == Api.Gemini ? ["contents"] : ["messages", "input"]))
        {
            if (document.RootElement.TryGetProperty(name, out var turns))
            {
                Walk(turns, found);
            }
        }

        return found.Text is { } text ? new Script(Markers.Read(text), found.Results, found.Last) : null;
    }

    private static void Walk(JsonElement turns, Found found)
    {
        if (turns.ValueKind == JsonValueKind.String)
        {
            found.Said(turns.GetString()!);
        }
        else if (turns.ValueKind == JsonValueKind.Array)
        {
            foreach (var turn in turns.EnumerateArray())
            {
                Turn(turn, found);
            }
        }
    }

    private static void Turn(JsonElement turn, Found found)
    {
        var role = Text(turn, "role");
        if (role == "tool" || (role is null && Array.IndexOf(s_results, Text(turn, "type")) >= 0))
        {
            Result(turn, found);
        }
        else if (role is null or "user" or "function")
        {
            foreach (var name in (ReadOnlySpan<string>)["content", "parts"])
            {
                if (turn.TryGetProperty(name, out var content))
                {
                    Content(content, found);
                }
            }
        }
    }

    private static void Content(JsonElement content, Found found)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            found.Said(content.GetString()!);
            return;
        }

        foreach (var part in content.ValueKind == JsonValueKind.Array ? content.EnumerateArray() : default)
        {
            if (part.TryGetProperty("functionResponse", out var response))
            {
                Result(response, found);
            }
            else if (Text(part, "type") == "tool_result")
            {
                Result(part, found);
            }
            else if (Text(part, "text") is { } text)
            {
                found.Said(text);
            }
        }
    }

    private static void Result(JsonElement result, Found found)
    {
        var text = new StringBuilder();
        foreach (var name in (ReadOnlySpan<string>)["content", "output", "response"])
        {
            if (result.TryGetProperty(name, out var value))
            {
                Strings(value, text);
            }
        }

        found.Results++;
        found.Last = text.ToString();
    }

    // Whatever text a result has, without knowing every shape that a tool may give it.
    private static void Strings(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(text.Length > 0 ? " " : "").Append(value.GetString());
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Strings(item, text);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (!member.NameEquals("type") && !member.NameEquals("data") && !member.NameEquals("image_url"))
                    {
                        Strings(member.Value, text);
                    }
                }

                break;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What a walk has found so far; a later script starts anew.</summary>
    private sealed class Found
    {
        public string? Text { get; private set; }

        public int Results { get; set; }

        public string Last { get; set; } = "";

        public void Said(string text)
        {
            if (Markers.Has(text))
            {
                (Text, Results, Last) = (text, 0, "");
            }
        }
    }
}
