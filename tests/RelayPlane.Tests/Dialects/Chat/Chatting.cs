using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Chat;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Tests.Dialects.Chat;

/// <summary>Short ways to read and write Chat Completions in tests.</summary>
internal static class Chatting
{
    /// <summary>A model that takes all that there is.</summary>
    public static ModelTraits Permissive { get; } = new()
    {
        LimitField = "max_completion_tokens",
        TopK = true,
        StopMax = 100,
        SystemRole = "developer",
        Reasoning = ReasoningStyle.Effort,
        ImagesInTools = true,
        CacheKey = true,
        ServiceTier = true,
        Metadata = true,
        Verbosity = true,
        ReasoningField = "reasoning_content",
        Replay = ReasoningReplay.Keep,
    };

    public static ReplyContext Context { get; } = new("abc", "asked-model", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)) { IncludeUsage = true };

    public static EncodeFor To(ModelTraits traits, bool stream = false) => new("somewhere", "some-model", traits) { Stream = stream };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static NeutralRequest Request(string body)
    {
        var read = new ChatFormat().ReadRequest(Json(body), new RequestHead(null, false));
        return read.Value ?? throw new InvalidOperationException(read.Refusal!.Message);
    }

    public static string Write(NeutralRequest request, EncodeFor target, Losses losses)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            new ChatTarget().WriteRequest(json, request, target, losses);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static JsonElement Write(NeutralRequest request, ModelTraits traits) => Json(Write(request, To(traits), new Losses(request.From, true)));

    public static JsonElement Again(string body, ModelTraits traits) => Write(Request(body), traits);

    public static NeutralRequest From(WireFormat format, params Turn[] turns) => new() { From = format, Turns = turns };

    public static JsonElement WriteReply(NeutralReply reply, ReplyContext? context = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            new ChatFormat().WriteReply(json, reply, context ?? Context);
        }

        return Json(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public static NeutralReply Reply(string body) => new ChatTarget().ReadReply(Json(body), To(Permissive));

    /// <summary>The ordered events of a stream.</summary>
    public static List<ReplyEvent> Events(byte[] stream, int[]? sizes = null)
    {
        var reader = new ChatTarget().Reader(To(Permissive));
        var order = new EventOrder(ToolNames.Same);
        var read = new List<ReplyEvent>();
        var ordered = new List<ReplyEvent>();
        foreach (var piece in Pieces.Of(stream, sizes ?? [stream.Length + 1]))
        {
            reader.Read(piece.Span, read);
        }

        reader.End(read);
        read.ForEach(next => order.Take(next, ordered));
        order.End(ordered);
        return ordered;
    }

    /// <param name="chunks">The JSON of each, or <c>[DONE]</c>.</param>
    public static List<ReplyEvent> Events(params string[] chunks) =>
        Events(Encoding.UTF8.GetBytes(string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"))));

    public static string Delta(string members, string finish = "null") =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{{members}}},"finish_reason":{{finish}}}]}""";

    public static string Stream(IEnumerable<ReplyEvent> ordered, ReplyContext? context = null)
    {
        var writer = new ChatFormat().Writer(context ?? Context);
        var to = new ArrayBufferWriter<byte>();
        foreach (var next in ordered)
        {
            writer.Write(next, to);
        }

        return Encoding.UTF8.GetString(to.WrittenSpan);
    }

    /// <summary>The chunks of a written stream.</summary>
    public static List<JsonElement> Chunks(string stream) =>
        [.. stream.Split("\n\n").Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => Json(line[6..]))];

    public static string Text(IEnumerable<Block> blocks) => string.Concat(blocks.OfType<TextBlock>().Select(block => block.Text));
}
