using System.Text;
using System.Text.Json;

namespace RelayPlane.Tests.Dialects.Responses;

/// <summary>One recorded exchange of Responses.</summary>
/// <param name="Request">Null where only the reply was recorded.</param>
internal sealed record ResponsesRecording(string Id, string Provider, bool Stream, int Status, string? Request, byte[] Reply)
{
    private static readonly Lazy<IReadOnlyList<ResponsesRecording>> Loaded = new(() => [.. Load("exchanges"), .. Load("responses_only")]);

    /// <summary>Every one, refused calls too.</summary>
    public static IReadOnlyList<ResponsesRecording> All => Loaded.Value;

    public static IEnumerable<ResponsesRecording> Answered => All.Where(one => one.Status is >= 200 and < 300 && one.Reply.Length > 0);

    /// <summary>Streams alone: some files hold several that came one after the other.</summary>
    public static IEnumerable<ResponsesRecording> Streams =>
        from one in Answered
        where one.Stream
        from part in Parts(Encoding.UTF8.GetString(one.Reply)).Index()
        select one with { Id = $"{one.Id} {part.Index}", Reply = Encoding.UTF8.GetBytes(part.Item) };

    private static IEnumerable<string> Parts(string text)
    {
        var events = text.ReplaceLineEndings("\n").Split("\n\n");
        var begins = events.Index().Where(one => one.Item.Contains("\"type\":\"response.created\"", StringComparison.Ordinal)).Select(one => one.Index).ToList();
        if (begins.Count < 2)
        {
            return [text];
        }

        return begins.Select((begin, i) => string.Concat(events[begin..(i + 1 < begins.Count ? begins[i + 1] : events.Length)].Select(one => one + "\n\n")));
    }

    private static IEnumerable<ResponsesRecording> Load(string file)
    {
        foreach (var line in File.ReadLines(Shared.Path($"fixtures/{file}.jsonl")))
        {
            if (!line.Contains("openai.responses", StringComparison.Ordinal))
            {
                continue;
            }

            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            if (root.GetProperty("api").GetString() != "openai.responses")
            {
                continue;
            }

            var response = root.GetProperty("response");
            var request = root.TryGetProperty("request", out var asked) && asked.ValueKind == JsonValueKind.Object
                && asked.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object ? body.GetRawText() : null;
            yield return new ResponsesRecording(
                root.GetProperty("id").GetString()!,
                root.GetProperty("provider").GetString()!,
                root.GetProperty("stream").GetBoolean(),
                response.GetProperty("status").GetInt32(),
                request,
                Encoding.UTF8.GetBytes(response.TryGetProperty("body_text", out var text) ? text.GetString() ?? string.Empty : string.Empty));
        }
    }
}
