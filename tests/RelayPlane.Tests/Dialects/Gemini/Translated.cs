using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>Calls the format as the gateway does.</summary>
internal static class Translated
{
    public static ModelTraits Traits { get; } = ModelTraits.Newest with { TopK = true, Reasoning = ReasoningStyle.Level };

    public static ReplyContext Context { get; } = new("abc", "m", DateTimeOffset.UnixEpoch);

    public static EncodeFor For(ModelTraits? traits = null, string provider = "google") => new(provider, "gemini-3-flash", traits ?? Traits);

    public static NeutralRequest Read(string body) => Read(JsonDocument.Parse(body).RootElement);

    public static NeutralRequest Read(JsonElement body)
    {
        var read = new GenerateFormat().ReadRequest(body, new RequestHead("m", false));
        Assert.True(read.TryGet(out var request, out var refusal), refusal?.Message);
        return request;
    }

    public static (JsonElement Body, Losses Losses) Write(NeutralRequest request, EncodeFor target)
    {
        var losses = new Losses(request.From, false);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            new GenerateTarget().WriteRequest(json, request, target, losses);
        }

        return (JsonDocument.Parse(buffer.WrittenMemory).RootElement, losses);
    }

    public static List<ReplyEvent> Events(ReadOnlySpan<byte> reply, EncodeFor target, int piece = int.MaxValue)
    {
        var reader = new GenerateTarget().Reader(target);
        var (events, ordered) = (new List<ReplyEvent>(), new List<ReplyEvent>());
        for (var at = 0; at < reply.Length; at += Math.Min(piece, reply.Length - at))
        {
            reader.Read(reply.Slice(at, Math.Min(piece, reply.Length - at)), events);
        }

        reader.End(events);
        var order = new EventOrder(ToolNames.Same);
        foreach (var next in events)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        return ordered;
    }

    public static List<ReplyEvent> Events(string reply) => Events(Encoding.UTF8.GetBytes(reply), For());

    public static string Stream(IEnumerable<ReplyEvent> ordered, bool sse = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new GenerateFormat().Writer(Context with { Sse = sse });
        foreach (var next in ordered)
        {
            writer.Write(next, buffer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Whole(NeutralReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            new GenerateFormat().WriteReply(json, reply, Context);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What must survive of a reply: its text, its thoughts, its calls, why it ended and what it used.</summary>
    public static string Essence(NeutralReply reply) =>
        $"{string.Concat(reply.Blocks.OfType<TextBlock>().Select(block => block.Text))}|{string.Concat(reply.Blocks.OfType<ThinkingBlock>().Select(block => block.Text))}|"
        + string.Join(";", reply.Blocks.OfType<ToolCallBlock>().Select(call => $"{call.Id} {call.Name} {call.Arguments} {call.State?.Data}"))
        + $"|{reply.Blocks.Count(block => block is OpaqueBlock or MediaBlock)}|{reply.Stop.Kind}|{RelayPlane.Tests.Dialects.Translated.Spoken(reply.Usage)}";
}
