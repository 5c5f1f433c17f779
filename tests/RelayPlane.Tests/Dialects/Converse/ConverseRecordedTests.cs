using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Converse;

public sealed class ConverseRecordedTests
{
    private static readonly ConverseTarget s_format = new();

    [Fact]
    public void Every_recorded_reply_is_read_with_its_stop_and_usage()
    {
        var count = 0;
        foreach (var recording in Recording.Of("bedrock.converse").Where(one => one.Status == 200))
        {
            var body = Translated.Json(Encoding.UTF8.GetString(recording.Reply));
            if (body.Get("output") is null)
            {
                continue;
            }

            count++;
            var reply = s_format.ReadReply(body, Translated.For("bedrock"));
            Assert.Equal(body.Text("stopReason"), reply.Stop.Raw);
            Assert.NotEqual(StopKind.Other, reply.Stop.Kind);
            Assert.Equal(body.Get("usage") is { } usage ? Usage(usage) : null, reply.Usage);
            Assert.Equal(body.Get("output")!.Value.Get("message")!.Value.Items("content").Count(), reply.Blocks.Count);
            Assert.All(reply.Blocks.OfType<OpaqueBlock>(), block => Assert.True(block.Type is "server_tool_use" or "toolResult", block.Type));
            Assert.Equal(reply.Usage, Meter(Endpoint.Converse, false, recording.Reply).Usage);
        }

        Assert.True(count >= 210, $"{count}");
    }

    [Fact]
    public void Every_recorded_stream_is_read_in_any_split_with_its_stop_and_usage()
    {
        var streams = Recording.Of("bedrock.converse_stream").Where(one => one.Status == 200).Select(one => Framed(one.Reply)).ToList();
        Assert.True(streams.Count >= 26, $"{streams.Count}");
        foreach (var stream in streams)
        {
            var events = Translated.Events(s_format.Reader(Translated.For("bedrock")), [stream]);
            var ended = Assert.IsType<Ended>(events[^1]);
            var payloads = Payloads(stream);
            Assert.Equal(payloads.Select(one => one.Text("stopReason")).Single(one => one is not null), ended.Stop.Raw);
            Assert.Equal(payloads.Select(one => one.Get("usage")).SingleOrDefault(one => one is not null) is { } usage ? Usage(usage) : null, ended.Usage);
            Assert.Equal(
                string.Concat(payloads.Select(one => one.Get("delta")?.Text("text"))),
                string.Concat(Gathering.Reply(events).Reply!.Blocks.OfType<TextBlock>().Select(block => block.Text)));
            Assert.Equal((ended.Usage, true, true), Told(Meter(Endpoint.ConverseStream, true, stream)));
            var shown = Translated.Shown(Gathering.Reply(events).Reply);
            foreach (var size in new[] { 1, 7, 1000 })
            {
                Assert.Equal(shown, Translated.Shown(Gathering.Reply(Translated.Events(s_format.Reader(Translated.For("bedrock")), Pieces.Of(stream, [size]))).Reply));
            }
        }
    }

    /// <summary>Some recordings kept of each message its name and payload only.</summary>
    private static byte[] Framed(byte[] reply) => reply[0] != '{' ? reply : Frames.All([.. Encoding.UTF8.GetString(reply)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => Translated.Json(line).EnumerateObject().Single())
        .Select(message => Frames.Event(message.Name, message.Value.GetRawText()))]);

    private static List<JsonElement> Payloads(byte[] stream)
    {
        var payloads = new List<JsonElement>();
        for (var at = 0; at < stream.Length;)
        {
            var (total, headers) = (BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(at)), BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(at + 4)));
            payloads.Add(Translated.Json(Encoding.UTF8.GetString(stream, at + 12 + headers, total - headers - 16)));
            at += total;
        }

        return payloads;
    }

    private static TokenUsage Usage(JsonElement usage) => new(
        usage.Whole("inputTokens") ?? 0, usage.Whole("cacheReadInputTokens") ?? 0, usage.Whole("cacheWriteInputTokens") ?? 0, 0, usage.Whole("outputTokens") ?? 0, 0);

    private static (TokenUsage?, bool, bool) Told(Reading reading) => (reading.Usage, reading.Complete, reading.HasContent);

    private static Reading Meter(Endpoint endpoint, bool stream, byte[] reply)
    {
        var meter = Meters.For(Api.OpenAI, endpoint, stream)!;
        meter.Write(reply);
        return meter.Read();
    }
}
