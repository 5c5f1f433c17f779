using System.Text;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Chat;

/// <summary>One recorded exchange of Chat Completions, of any provider.</summary>
internal sealed record ChatRow(string Id, string Provider, int Status, bool Concatenated, JsonElement? Request, string Reply)
{
    private static readonly Lazy<IReadOnlyList<ChatRow>> Recorded = new(() => [.. Load("exchanges.jsonl"), .. Load("responses_only.jsonl")]);

    public static IReadOnlyList<ChatRow> All => Recorded.Value;

    /// <summary>Those that the provider answered, by one reply alone.</summary>
    public static IEnumerable<ChatRow> Answered => All.Where(row => row is { Status: 0 or 200, Concatenated: false, Reply.Length: > 0 });

    public bool IsStream => !Reply.AsSpan().TrimStart().StartsWith("{");

    public byte[] Bytes => Encoding.UTF8.GetBytes(Reply);

    private static IEnumerable<ChatRow> Load(string file)
    {
        foreach (var line in File.ReadLines(Shared.Path("fixtures/" + file)))
        {
            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            if (root.GetProperty("api").GetString() != "openai.chat")
            {
                continue;
            }

            var response = root.GetProperty("response");
            yield return new ChatRow(
                root.GetProperty("id").GetString()!,
                root.GetProperty("provider").GetString()!,
                response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number ? status.GetInt32() : 0,
                root.GetProperty("features").EnumerateArray().Any(f => f.GetString() == "concatenated_generations"),
                root.TryGetProperty("request", out var request) && request.ValueKind == JsonValueKind.Object
                    && request.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object ? body.Clone() : null,
                response.TryGetProperty("body_text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : string.Empty);
        }
    }
}
