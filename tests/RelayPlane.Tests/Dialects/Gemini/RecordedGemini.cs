using System.Text;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>One recorded exchange with generateContent: from the exchanges, and from the replies that were kept alone.</summary>
internal sealed record RecordedGemini(string Id, string Provider, string Model, bool Stream, int Status, JsonElement? Request, byte[] Reply)
{
    private static readonly Lazy<IReadOnlyList<RecordedGemini>> Recorded = new(() => [.. Load("exchanges"), .. Load("responses_only")]);

    /// <summary>Those that succeeded.</summary>
    public static IEnumerable<RecordedGemini> All => Recorded.Value.Where(one => one.Status is 200 or 0);

    public bool IsSse => Reply.AsSpan().TrimStart(" \r\n"u8).StartsWith("data:"u8);

    private static IEnumerable<RecordedGemini> Load(string file)
    {
        foreach (var line in File.ReadLines(Shared.Path($"fixtures/{file}.jsonl")))
        {
            if (!line.Contains("enerateContent", StringComparison.Ordinal))
            {
                continue;
            }

            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            var api = root.GetProperty("api").GetString();
            if (api is not ("gemini.generateContent" or "gemini.streamGenerateContent"))
            {
                continue;
            }

            var response = root.GetProperty("response");
            yield return new RecordedGemini(
                root.GetProperty("id").GetString()!,
                root.GetProperty("provider").GetString()!,
                root.TryGetProperty("model", out var model) ? model.GetString() ?? string.Empty : string.Empty,
                api == "gemini.streamGenerateContent",
                response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number ? status.GetInt32() : 0,
                Body(root),
                Encoding.UTF8.GetBytes(response.GetProperty("body_text").GetString()!));
        }
    }

    private static JsonElement? Body(JsonElement root)
    {
        if (!root.TryGetProperty("request", out var request) || request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("body", out var body))
        {
            return null;
        }

        if (body.ValueKind == JsonValueKind.String)
        {
            using var parsed = JsonDocument.Parse(body.GetString()!);
            return parsed.RootElement.Clone();
        }

        return body.ValueKind == JsonValueKind.Object ? body.Clone() : null;
    }
}
