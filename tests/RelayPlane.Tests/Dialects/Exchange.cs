using System.Text;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects;

/// <summary>One recorded exchange of the APIs that the gateway meters.</summary>
internal sealed record Exchange(string Id, string Provider, string Api, bool EventStream, int Status, bool Concatenated, byte[] Request, byte[] Reply)
{
    private static readonly Lazy<IReadOnlyList<Exchange>> Recorded = new(() => [.. Load()]);

    public static IReadOnlyList<Exchange> All => Recorded.Value;

    private static IEnumerable<Exchange> Load()
    {
        foreach (var line in File.ReadLines(Shared.Path("fixtures/exchanges.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            var response = root.GetProperty("response");
            if (!response.TryGetProperty("body_text", out var reply) || reply.ValueKind != JsonValueKind.String)
            {
                continue;
            }

            var text = reply.GetString()!;
            yield return new Exchange(
                root.GetProperty("id").GetString()!,
                root.GetProperty("provider").GetString()!,
                root.GetProperty("api").GetString()!,
                text.StartsWith("data:", StringComparison.Ordinal) || text.StartsWith("event:", StringComparison.Ordinal) || text.StartsWith(": ", StringComparison.Ordinal),
                response.GetProperty("status").GetInt32(),
                root.GetProperty("features").EnumerateArray().Any(f => f.GetString() == "concatenated_generations"),
                Body(root.GetProperty("request")),
                Encoding.UTF8.GetBytes(text));
        }
    }

    private static byte[] Body(JsonElement request)
    {
        if (request.TryGetProperty("body_text", out var text) && text.ValueKind == JsonValueKind.String)
        {
            return Encoding.UTF8.GetBytes(text.GetString()!);
        }

        return request.TryGetProperty("body", out var body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : [];
    }
}
