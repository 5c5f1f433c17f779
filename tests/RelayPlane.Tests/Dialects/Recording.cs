using System.Text;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects;

/// <summary>Recorded exchanges of the formats that are spoken to targets only, streams that are no text among them.</summary>
internal sealed record Recording(string Id, string Api, int Status, JsonElement Request, byte[] Reply)
{
    private static readonly Lazy<IReadOnlyList<Recording>> s_all = new(() => [.. Load("exchanges.jsonl"), .. Load("responses_only.jsonl")]);

    public static IEnumerable<Recording> Of(string api) => s_all.Value.Where(one => one.Api == api);

    private static IEnumerable<Recording> Load(string file)
    {
        foreach (var line in File.ReadLines(Shared.Path($"fixtures/{file}")))
        {
            if (!line.Contains("\"bedrock.converse", StringComparison.Ordinal) && !line.Contains("\"ollama.chat\"", StringComparison.Ordinal))
            {
                continue;
            }

            var row = JsonDocument.Parse(line).RootElement;
            var response = row.GetProperty("response");
            var reply = response.TryGetProperty("body_base64", out var bytes) && bytes.ValueKind == JsonValueKind.String
                ? bytes.GetBytesFromBase64()
                : Encoding.UTF8.GetBytes(response.GetProperty("body_text").GetString()!);
            yield return new Recording(
                row.GetProperty("id").GetString()!,
                row.GetProperty("api").GetString()!,
                response.GetProperty("status").GetInt32(),
                row.TryGetProperty("request", out var request) && request.TryGetProperty("body", out var body) ? body : default,
                reply);
        }
    }

    /// <summary>The paths of all members of a request, those aside that the client's own schemas and arguments have.</summary>
    public static IEnumerable<string> Members(JsonElement json, string path = "")
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().SelectMany(item => Members(item, path + "[]"));
        }

        return json.ValueKind != JsonValueKind.Object || path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".input", StringComparison.Ordinal) || path.EndsWith(".arguments", StringComparison.Ordinal) || path.EndsWith(".parameters", StringComparison.Ordinal) || path == ".format"
            ? [path]
            : json.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}.{member.Name}")).Append(path);
    }
}
