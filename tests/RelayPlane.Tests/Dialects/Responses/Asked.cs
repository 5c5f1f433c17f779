using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Responses;

namespace RelayPlane.Tests.Dialects.Responses;

/// <summary>Short ways to read, write and replay in this format.</summary>
internal static class Asked
{
    public static EncodeFor Target { get; } = For(ModelTraits.Newest);

    public static ReplyContext Context { get; } = new("abc123", "asked-model", DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000));

    public static EncodeFor For(ModelTraits traits) => new("openai", "gpt-test", traits, "key1");

    public static NeutralRequest Read(string body)
    {
        var json = JsonDocument.Parse(body).RootElement;
        return new ResponsesFormat().ReadRequest(json, new RequestHead(null, json.Flag("stream") == true)).Value!;
    }

    public static (JsonElement Body, Losses Losses) Write(NeutralRequest request, EncodeFor? target = null)
    {
        var losses = new Losses(request.From, allowed: false);
        var body = Json(json => new ResponsesTarget().WriteRequest(json, request, target ?? Target, losses));
        return (body, losses);
    }

    public static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            write(json);
        }

        return JsonDocument.Parse(buffer.WrittenMemory.ToArray()).RootElement;
    }

    public static NeutralReply Reply(string body) => new ResponsesTarget().ReadReply(JsonDocument.Parse(body).RootElement, Target);

    public static JsonElement Whole(NeutralReply reply, ReplyContext? context = null) =>
        Json(json => new ResponsesFormat().WriteReply(json, reply, context ?? Context));

    /// <summary>The ordered events of a stream, cut into pieces of a size.</summary>
    public static List<ReplyEvent> Events(ReadOnlySpan<byte> stream, int piece = int.MaxValue)
    {
        var reader = new ResponsesTarget().Reader(Target);
        var order = new EventOrder(ToolNames.Same);
        var (read, ordered) = (new List<ReplyEvent>(), new List<ReplyEvent>());
        while (!stream.IsEmpty)
        {
            var length = Math.Min(piece, stream.Length);
            reader.Read(stream[..length], read);
            stream = stream[length..];
        }

        reader.End(read);
        foreach (var next in read)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        return ordered;
    }

    public static List<ReplyEvent> Events(params IEnumerable<string> datas) =>
        Events(Encoding.UTF8.GetBytes(string.Concat(datas.Select(data => $"data: {data}\n\n"))));

    /// <summary>What a client is sent for ordered events: each event's data.</summary>
    public static List<JsonElement> Written(IEnumerable<ReplyEvent> ordered, ReplyContext? context = null) =>
        [.. Encoding.UTF8.GetString(Bytes(ordered, context)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(one => !one.StartsWith(':'))
            .Select(one => JsonDocument.Parse(one[(one.IndexOf("\ndata: ", StringComparison.Ordinal) + 7)..]).RootElement)];

    public static byte[] Bytes(IEnumerable<ReplyEvent> ordered, ReplyContext? context = null)
    {
        var to = new ArrayBufferWriter<byte>();
        var writer = new ResponsesFormat().Writer(context ?? Context);
        foreach (var next in ordered)
        {
            writer.Write(next, to);
        }

        return to.WrittenSpan.ToArray();
    }
}
