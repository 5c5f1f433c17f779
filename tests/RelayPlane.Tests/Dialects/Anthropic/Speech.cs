using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

/// <summary>Speaks the Messages format for tests: writes requests, reads and writes replies.</summary>
internal static class Speech
{
    /// <summary>A model that takes everything that the format has.</summary>
    public static ModelTraits All { get; } = new()
    {
        TopK = true,
        Reasoning = ReasoningStyle.Budget,
        MaxOutput = 64000,
        TemperatureMax = 1,
        CacheMarks = CacheMarks.Control,
        ServiceTier = true,
        StopMax = 64,
    };

    public static ReplyContext Context { get; } = new("call1", "asked-model", new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    public static EncodeFor To(ModelTraits? traits = null, string provider = "anthropic") => new(provider, "claude-x", traits ?? All, "key1");

    public static NeutralRequest Asks(params Turn[] turns) => new() { From = WireFormat.Chat, Turns = turns, MaxOutput = 1000 };

    public static Turn User(params Block[] blocks) => new(Role.User, blocks);

    public static Turn User(string text) => new(Role.User, [new TextBlock(text)]);

    public static Turn Assistant(params Block[] blocks) => new(Role.Assistant, blocks);

    public static (JsonElement Body, Losses Losses) Written(NeutralRequest request, EncodeFor? target = null, bool allowLoss = false)
    {
        var losses = new Losses(request.From, allowLoss);
        var body = Json(json => new MessagesTarget().WriteRequest(json, request, target ?? To(), losses));
        return (body, losses);
    }

    public static NeutralRequest Read(JsonElement body)
    {
        Assert.True(new MessagesFormat().ReadRequest(body, new RequestHead(null, false)).TryGet(out var request, out var refusal), refusal?.Message);
        return request;
    }

    public static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            write(json);
        }

        return Parse(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Reads a stream in one format's words into ordered events.</summary>
    public static List<ReplyEvent> Ordered(ReadOnlySpan<byte> stream, EncodeFor? target = null)
    {
        var reader = new MessagesTarget().Reader(target ?? To());
        var events = new List<ReplyEvent>();
        reader.Read(stream, events);
        reader.End(events);
        return Ordered(events);
    }

    public static List<ReplyEvent> Ordered(IEnumerable<ReplyEvent> events)
    {
        var order = new EventOrder(ToolNames.Same);
        var ordered = new List<ReplyEvent>();
        foreach (var next in events)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        return ordered;
    }

    /// <summary>Puts events in order and writes them for a Messages client.</summary>
    public static string Stream(IEnumerable<ReplyEvent> ordered, ReplyContext? context = null)
    {
        var writer = new MessagesFormat().Writer(context ?? Context);
        var to = new ArrayBufferWriter<byte>();
        foreach (var next in ordered)
        {
            writer.Write(next, to);
        }

        return Encoding.UTF8.GetString(to.WrittenSpan);
    }

    public static string StreamOf(params ReplyEvent[] events) => Stream(Ordered(events));

    /// <summary>The data of a stream's events.</summary>
    public static List<JsonElement> Events(string stream) =>
        [.. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(one => one.StartsWith("event: ", StringComparison.Ordinal)).Select(one => Parse(one[(one.IndexOf("data: ", StringComparison.Ordinal) + 6)..]))];

    public static TokenUsage Usage(long input, long output) => new(input, 0, 0, 0, output, 0);
}
