using System.Text;
using System.Text.Json;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Tests.Dialects.Errors;

/// <summary>An error of the reference material: documented, or recorded as it came.</summary>
internal sealed record RecordedError(string Id, string Provider, int Status, byte[] Body, string? Exception)
{
    private static readonly Lazy<IReadOnlyList<RecordedError>> Read =
        new(() => [.. Load("fixtures/errors_documented.jsonl", everything: true), .. Load("fixtures/exchanges.jsonl", everything: false)]);

    public static IReadOnlyList<RecordedError> All => Read.Value;

    public ProviderError Error => ErrorReading.Of(Status, Body, Exception);

    private static IEnumerable<RecordedError> Load(string path, bool everything)
    {
        foreach (var line in File.ReadLines(Shared.Path(path)))
        {
            using var row = JsonDocument.Parse(line);
            var response = row.RootElement.GetProperty("response");
            var status = response.GetProperty("status").GetInt32();
            if ((everything || status >= 400) && response.TryGetProperty("body_text", out var text) && text.ValueKind == JsonValueKind.String)
            {
                var headers = response.GetProperty("headers").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
                var body = Encoding.UTF8.GetBytes(text.GetString()!);
                var stream = headers.GetValueOrDefault("content-type")?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;
                yield return new RecordedError(
                    row.RootElement.GetProperty("id").GetString()!, row.RootElement.GetProperty("provider").GetString()!, status,
                    stream && status == 200 ? LastEvent(body) : body, headers.GetValueOrDefault("x-amzn-errortype"));
            }
        }
    }

    private static byte[] LastEvent(ReadOnlySpan<byte> stream)
    {
        var splitter = new SseSplitter();
        byte[] data = [];
        while (splitter.TryRead(ref stream, out var next))
        {
            data = next.Data.ToArray();
        }

        return splitter.TryFinish(out var last) ? last.Data.ToArray() : data;
    }
}
