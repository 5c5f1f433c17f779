using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>Every recorded exchange of the APIs that clients speak, pushed through the gateway with its reply cut at random places.</summary>
public sealed class ReplayTests
{
    private const int Seed = 20261124;

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["anthropic.messages"] = "/v1/messages",
        ["anthropic.count_tokens"] = "/v1/messages/count_tokens",
        ["openai.chat"] = "/v1/chat/completions",
        ["openai.completions"] = "/v1/completions",
        ["openai.responses"] = "/v1/responses",
    };

    [Fact]
    public async Task What_the_client_receives_is_what_was_recorded_and_usage_is_read()
    {
        var exchanges = Recorded().ToList();
        Assert.True(exchanges.Count > 1000, $"Only {exchanges.Count} recorded exchanges were found.");
        var byId = new ConcurrentDictionary<string, Exchange>(exchanges.Select(exchange => KeyValuePair.Create(exchange.Id, exchange)));
        await using var provider = new RawProvider((request, stream, cancel) =>
        {
            var exchange = byId[request.Header("x-exchange")!];
            return RawProvider.StreamAsync(stream, Cut(exchange), cancel, exchange.ContentType);
        });
        var wrong = new ConcurrentBag<string>();
        var missed = new List<string>();
        foreach (var group in exchanges.GroupBy(exchange => exchange.Home))
        {
            // One provider a lab: a name like anthropic/claude-… that a recording sent to another provider is then that provider's.
            await using var lab = await Lab.StartAsync($$"""{ "providers": { "{{group.Key}}": { "baseUrl": "{{provider.Address}}" } } }""");
            await Parallel.ForEachAsync(group, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (exchange, cancel) =>
            {
                if (!IsTheSame(exchange, await ReceivedAsync(lab, exchange, cancel)))
                {
                    wrong.Add(exchange.Id);
                }
            });
            var metered = await lab.RowsAsync(group.Count(), "SELECT c.session AS id FROM calls c JOIN attempts a ON a.call = c.seq WHERE a.raw_usage IS NOT NULL");
            var read = metered.Select(row => row["id"]).ToHashSet();
            missed.AddRange(group.Where(exchange => exchange.ReportsUsage && !read.Contains(exchange.Id)).Select(exchange => exchange.Id));
        }

        Assert.Empty(wrong);
        Assert.Empty(missed);
    }

    private static async Task<byte[]> ReceivedAsync(Lab lab, Exchange exchange, CancellationToken cancel)
    {
        using var request = Post(exchange.Path, exchange.Body, ("authorization", "Bearer k"), ("x-exchange", exchange.Id), ("x-relayplane-session", exchange.Id));
        using var reply = await lab.Http.SendAsync(request, cancel);
        return await reply.Content.ReadAsByteArrayAsync(cancel);
    }

    private static bool IsTheSame(Exchange exchange, byte[] received) =>
        received.AsSpan().SequenceEqual(exchange.Reply) || (exchange.UsageIsAdded && Without(exchange.Reply).AsSpan().SequenceEqual(received));

    private static IEnumerable<Exchange> Recorded()
    {
        foreach (var line in File.ReadLines(Shared.Path("fixtures/exchanges.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var api = row.GetProperty("api").GetString()!;
            var gemini = api.StartsWith("gemini.", StringComparison.Ordinal) && api != "gemini.countTokens";
            if (!(gemini || Paths.ContainsKey(api)) || row.GetProperty("response").GetProperty("status").GetInt32() != 200
                || !row.GetProperty("response").TryGetProperty("body_text", out var text) || text.ValueKind != JsonValueKind.String || text.GetString()!.Length == 0)
            {
                // No provider answers with nothing: the recorder lost it.
                continue;
            }

            var request = row.GetProperty("request");
            var stream = row.GetProperty("stream").GetBoolean();
            var body = request.TryGetProperty("body_text", out var raw) && raw.ValueKind == JsonValueKind.String ? raw.GetString()! : request.GetProperty("body").GetRawText();
            var path = gemini ? $"/v1beta/models/gemini-recorded:{(stream ? "streamGenerateContent?alt=sse" : "generateContent")}" : Paths[api];
            if (!gemini && !NamesModel(request.GetProperty("body")))
            {
                continue;
            }

            yield return new Exchange(row.GetProperty("id").GetString()!, api, stream, path, body, Encoding.UTF8.GetBytes(text.GetString()!));
        }
    }

    private static bool NamesModel(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String;

    private static IEnumerable<byte[]> Cut(Exchange exchange)
    {
        var random = new Random(HashCode.Combine(Seed, exchange.Reply.Length));
        for (var from = 0; from < exchange.Reply.Length;)
        {
            var length = Math.Min(random.Next(1, Math.Max(2, exchange.Reply.Length / 12)), exchange.Reply.Length - from);
            yield return exchange.Reply[from..(from + length)];
            from += length;
        }
    }

    /// <summary>The reply without its usage-only chunk, which goes where the client did not ask for it.</summary>
    private static byte[] Without(byte[] reply)
    {
        var text = Encoding.UTF8.GetString(reply);
        var end = text.Contains("\r\n\r\n", StringComparison.Ordinal) ? "\r\n\r\n" : "\n\n";
        var kept = text.Split(end).Where(part => !part.Contains("\"choices\":[]", StringComparison.Ordinal) || !part.Contains("\"prompt_tokens\"", StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(string.Join(end, kept));
    }

    private sealed record Exchange(string Id, string Api, bool Stream, string Path, string Body, byte[] Reply)
    {
        public string Home => Api[..3] switch { "ant" => "anthropic", "gem" => "google", _ => "openai" };

        public string ContentType => Stream && Reply is not [(byte)'[', ..] ? "text/event-stream" : "application/json";

        public bool UsageIsAdded => Api == "openai.chat" && Stream && !Body.Contains("include_usage", StringComparison.Ordinal);

        public bool ReportsUsage
        {
            get
            {
                var text = Encoding.UTF8.GetString(Reply);
                return text.Contains("\"input_tokens\":", StringComparison.Ordinal) && Api.StartsWith("anthropic.messages", StringComparison.Ordinal)
                    || text.Contains("\"promptTokenCount\":", StringComparison.Ordinal)
                    || (Api.StartsWith("openai.chat", StringComparison.Ordinal) && text.Contains("\"prompt_tokens\":", StringComparison.Ordinal));
            }
        }
    }
}
