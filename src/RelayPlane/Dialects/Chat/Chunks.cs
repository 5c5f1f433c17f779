using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>The framing of a streamed reply: what is the same in each chunk is written once.</summary>
internal sealed class Chunks(ReplyContext context)
{
    private readonly byte[] _tail = context.IncludeUsage ? [.. ",\"usage\":null}\n\n"u8] : [.. "}\n\n"u8];
    private byte[] _head = [];

    /// <summary>Begins a chunk; the members of its delta are written next.</summary>
    public Utf8JsonWriter Delta(IBufferWriter<byte> to)
    {
        to.Write(_head);
        to.Write(",\"choices\":[{\"index\":0,\"delta\":"u8);
        var delta = new Utf8JsonWriter(to, NeutralJson.Readable);
        delta.WriteStartObject();
        return delta;
    }

    /// <summary>Ends the chunk.</summary>
    public void Send(Utf8JsonWriter delta, IBufferWriter<byte> to)
    {
        delta.WriteEndObject();
        delta.Dispose();
        to.Write(",\"logprobs\":null,\"finish_reason\":null}]"u8);
        to.Write(_tail);
    }

    public void Start(Started started, IBufferWriter<byte> to)
    {
        var head = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(head, NeutralJson.Readable))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, started.Id ?? "chatcmpl-" + context.Id);
            json.WriteString("object"u8, "chat.completion.chunk"u8);
            json.WriteNumber("created"u8, context.At.ToUnixTimeSeconds());
            json.WriteString("model"u8, started.Model ?? context.Model);
        }

        _head = [.. "data: "u8, .. head.WrittenSpan];
        var delta = Delta(to);
        delta.WriteString("role"u8, "assistant"u8);
        delta.WriteString("content"u8, ""u8);
        Send(delta, to);
    }

    /// <param name="word">The finish reason.</param>
    /// <param name="refused">Whether the words of a refusal were sent.</param>
    public void End(Ended ended, string word, bool refused, IBufferWriter<byte> to)
    {
        using (var delta = Delta(to))
        {
            if (!refused && ended.Stop is { Kind: StopKind.Refusal, Detail: { } detail })
            {
                delta.WriteString("refusal"u8, detail);
            }

            delta.WriteEndObject();
        }

        to.Write(",\"logprobs\":null,\"finish_reason\":\""u8);
        to.Write(Encoding.ASCII.GetBytes(word));
        to.Write("\"}]"u8);
        to.Write(_tail);
        if (context.IncludeUsage && ended.Usage is { } usage)
        {
            to.Write(_head);
            to.Write(",\"choices\":[],\"usage\":"u8);
            using (var json = new Utf8JsonWriter(to, NeutralJson.Readable))
            {
                UsageWords.Write(json, usage);
            }

            to.Write("}\n\n"u8);
        }

        to.Write("data: [DONE]\n\n"u8);
    }
}
