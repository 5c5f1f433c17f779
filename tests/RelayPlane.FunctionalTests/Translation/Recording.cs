using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>One recorded reply of a provider that was an answer.</summary>
/// <param name="Body">As it was on the wire, decoded.</param>
internal sealed record Recording(string Id, string Provider, WireFormat Format, string Model, bool Stream, byte[] Body)
{
    private static readonly Dictionary<string, WireFormat> s_formats = new()
    {
        ["anthropic.messages"] = WireFormat.Messages,
        ["openai.chat"] = WireFormat.Chat,
        ["openai.responses"] = WireFormat.Responses,
        ["gemini.generateContent"] = WireFormat.Generate,
        ["gemini.streamGenerateContent"] = WireFormat.Generate,
        ["ollama.chat"] = WireFormat.Ollama,
        ["bedrock.converse"] = WireFormat.Converse,
        ["bedrock.converse_stream"] = WireFormat.Converse,
    };

    /// <summary>Every one in the shared fixtures. Files that hold several replies in one are left out.</summary>
    public static IEnumerable<Recording> All()
    {
        foreach (var line in File.ReadLines(Shared.Path("fixtures/exchanges.jsonl")).Concat(File.ReadLines(Shared.Path("fixtures/responses_only.jsonl"))))
        {
            using var row = JsonDocument.Parse(line);
            if (Of(row.RootElement) is { } recording)
            {
                yield return recording;
            }
        }
    }

    private static Recording? Of(JsonElement row)
    {
        var reply = row.GetProperty("response");
        if (!s_formats.TryGetValue(row.GetProperty("api").GetString()!, out var format)
            || reply.GetProperty("status").GetInt32() != 200
            || row.GetProperty("features").EnumerateArray().Any(feature => feature.GetString() == "concatenated_generations"))
        {
            return null;
        }

        var body = reply.TryGetProperty("body_base64", out var binary) && binary.ValueKind == JsonValueKind.String ? binary.GetBytesFromBase64()
            : reply.TryGetProperty("body_text", out var text) && text.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(text.GetString()!) : [];
        var model = row.TryGetProperty("model", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "model";
        return body.Length == 0 ? null
            : new Recording(row.GetProperty("id").GetString()!, row.GetProperty("provider").GetString()!, format, model, row.GetProperty("stream").GetBoolean(), body);
    }
}
