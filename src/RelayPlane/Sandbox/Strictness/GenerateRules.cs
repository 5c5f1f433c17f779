using System.Text.Json;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Strictness;

/// <summary>What Gemini refuses at generateContent. Members: <c>@google/genai</c> 3.1.0; snake case does as well.</summary>
internal static class GenerateRules
{
    private static readonly HashSet<string> s_members = Both(
        "contents", "systemInstruction", "generationConfig", "safetySettings", "tools", "toolConfig", "cachedContent", "model", "labels", "serviceTier", "store");

    private static readonly HashSet<string> s_parts = Both(
        "text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult", "toolCall", "toolResponse");

    private static readonly HashSet<string> s_beside = Both("thought", "thoughtSignature", "videoMetadata", "mediaResolution", "partMetadata");

    // Words of JSON Schema that an OpenAPI schema has not.
    private static readonly HashSet<string> s_foreign =
    [
        "$schema", "$id", "$ref", "$defs", "definitions", "additionalProperties", "const", "oneOf", "allOf", "not", "patternProperties",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "examples", "deprecated",
    ];

    // Stand-ins that Gemini takes for a signature that was lost.
    private static readonly string[] s_standIns = ["skip_thought_signature_validator", "context_engineering_is_the_way_to_go"];

    public static IEnumerable<Trouble> Problems(JsonElement root, string model) =>
        root.Unknown(s_members).Select(name => Unknown(name, ""))
            .Concat(Tools(root))
            .Concat(Turns([.. root.Items("contents")], model));

    private static Trouble Unknown(string name, string at) =>
        new(400, $"Invalid JSON payload received. Unknown name \"{name}\"{(at.Length > 0 ? $" at '{at}'" : "")}: Cannot find field.");

    private static IEnumerable<Trouble> Tools(JsonElement root) =>
        root.Items("tools").SelectMany(tool => tool.Items("functionDeclarations"))
            .SelectMany(function => function.Member("parameters") is { } schema ? Foreign(schema, "parameters") : []);

    private static IEnumerable<Trouble> Foreign(JsonElement schema, string at)
    {
        foreach (var name in schema.ValueKind == JsonValueKind.Object ? schema.EnumerateObject().Select(member => member.Name).Where(s_foreign.Contains) : [])
        {
            yield return Unknown(name, at);
        }

        var inner = (schema.Member("properties") is { ValueKind: JsonValueKind.Object } properties ? properties.EnumerateObject().Select(member => member.Value) : [])
            .Concat(schema.Member("items") is { } items ? [items] : []).Concat(schema.Items("anyOf"));
        foreach (var problem in inner.SelectMany(one => Foreign(one, at)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Trouble> Turns(JsonElement[] turns, string model)
    {
        var open = 0;
        // The current turn starts behind the last message in which a user speaks.
        var current = Array.FindLastIndex(turns, turn => turn.Text("role") is null or "user" && turn.Items("parts").Any(part => part.Has("text")));
        for (var index = 0; index < turns.Length; index++)
        {
            var (turn, role) = (turns[index], turns[index].Text("role") ?? "user");
            var parts = turn.Items("parts").ToArray();
            if (role is not ("user" or "model"))
            {
                yield return new Trouble(400, $"Please use a valid role: user, model. Got {role}.");
            }

            if (parts.Length == 0)
            {
                yield return new Trouble(400, $"* GenerateContentRequest.contents[{index}].parts: contents.parts must not be empty.");
            }

            foreach (var problem in parts.Select(Part).OfType<Trouble>())
            {
                yield return problem;
            }

            var results = parts.Count(part => part.Has("functionResponse"));
            if (results != open)
            {
                yield return new Trouble(400, "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
            }

            open = parts.Count(part => part.Has("functionCall"));
            if (open > 0 && index > current && model.StartsWith("gemini-3", StringComparison.Ordinal) && !parts.First(part => part.Has("functionCall")).Has("thoughtSignature"))
            {
                yield return new Trouble(400, "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly.");
            }
        }

        if (open > 0)
        {
            yield return new Trouble(400, "Please ensure that function call turn is followed by its function response turn.");
        }
    }

    private static Trouble? Part(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return new Trouble(400, "Invalid value at 'contents.parts'.");
        }

        var names = part.EnumerateObject().Select(member => member.Name).ToArray();
        return names.FirstOrDefault(name => !s_parts.Contains(name) && !s_beside.Contains(name)) is { } unknown ? Unknown(unknown, "contents.parts")
            : names.Count(s_parts.Contains) != 1 ? new Trouble(400, "contents.parts.data: required oneof field 'data' must have one initialized field")
            : part.Member("functionCall") is { } call && (call.Text("name") is null || call.Has("args") && call.Member("args")!.Value.ValueKind != JsonValueKind.Object) ? new Trouble(400, "Invalid value at 'contents.parts.function_call.args' (Struct).")
            : part.Member("functionResponse") is { } result && (result.Text("name") is not { Length: > 0 } || result.Member("response") is not { ValueKind: JsonValueKind.Object }) ? new Trouble(400, "function_response.response: must be a Struct and name cannot be empty.")
            : part.Text("thoughtSignature") is { } seal && !s_standIns.Contains(seal) && seal != Seals.Thought(part.Member("functionCall")?.Text("name") ?? "") ? new Trouble(400, "Thought signature is not valid.")
            : null;
    }

    private static HashSet<string> Both(params string[] names) =>
        [.. names, .. names.Select(name => string.Concat(name.Select(letter => char.IsUpper(letter) ? "_" + char.ToLowerInvariant(letter) : letter.ToString())))];
}
