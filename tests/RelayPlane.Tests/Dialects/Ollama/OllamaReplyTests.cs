using System.Text;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Ollama;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Ollama;

public sealed class OllamaReplyTests
{
    private const string Stream = """
        {"model":"q","created_at":"2026-01-01T00:00:00.1Z","message":{"role":"assistant","content":"","thinking":"H\u00e9"},"done":false}
        {"model":"q","created_at":"2026-01-01T00:00:00.2Z","message":{"role":"assistant","content":"","thinking":"m"},"done":false}

        {"model":"q","created_at":"2026-01-01T00:00:00.3Z","message":{"role":"assistant","content":"I lé"},"done":false}
        {"model":"q","created_at":"2026-01-01T00:00:00.4Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"look","arguments":{"at":1.0}}},{"id":"call_own","function":{"index":1,"name":"look","arguments":{}}}]},"done":false}
        {"model":"q","created_at":"2026-01-01T00:00:00.5Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":26,"eval_count":298}
        """;

    private static readonly OllamaTarget s_format = new();

    private static readonly byte[] s_stream = Encoding.UTF8.GetBytes(Stream);

    [Fact]
    public void In_any_split_thought_text_and_calls_come_out_in_order() => Pieces.Sizes.Sample(sizes =>
    {
        var reply = Gathering.Reply(Read(Pieces.Of(s_stream, sizes))).Reply!;
        var first = ((ToolCallBlock)reply.Blocks[2]).Id;
        Assert.Equal(
            $$"""
            thought False Hém 
            text I lé 
            call {{first}} look {"at":1.0}
            call call_own look {}
            """.ReplaceLineEndings("\n") + $"\nToolUse stop {new TokenUsage(26, 0, 0, 0, 298, 0)}",
            Translated.Shown(reply));
        Assert.Matches("^call_[0-9a-f]{16}$", first);
        Assert.Equal("q", reply.Model);
        return true;
    });

    [Fact]
    public void Each_call_gets_an_id_of_its_own_and_the_same_each_time()
    {
        string Ids(string time) => string.Join(' ', Gathering.Reply(Read([Encoding.UTF8.GetBytes(
            """{"message":{"tool_calls":[{"function":{"name":"a","arguments":{}}},{"function":{"name":"a","arguments":{}}}]},"done":true,"created_at":""" + $"\"{time}\"}}")])).Reply!.Blocks.Cast<ToolCallBlock>().Select(call => call.Id));
        var (one, two) = (Ids("2026-01-01T00:00:00.1Z"), Ids("2026-01-01T00:00:00.2Z"));
        Assert.Equal(4, $"{one} {two}".Split(' ').Distinct().Count());
        Assert.Equal(one, Ids("2026-01-01T00:00:00.1Z"));
    }

    [Fact]
    public void A_line_with_an_error_ends_the_stream_in_it()
    {
        var events = Read(["{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"error\":\"out of memory\"}\n{\"done\":true}\n"u8.ToArray()]);
        Assert.Equal("out of memory", Assert.IsType<Failed>(events[^1]).Error.Message);
        Assert.IsType<Failed>(Read(["<html>\n"u8.ToArray()])[^1]);
    }

    [Fact]
    public void A_stream_without_its_last_line_is_not_whole() =>
        Gen.Int[0, s_stream.Length - 1].Sample(length => Read([s_stream.AsMemory(0, length)])[^1] is Failed);

    [Theory]
    [InlineData("\"length\"", StopKind.MaxTokens)]
    [InlineData("\"stop\"", StopKind.EndTurn)]
    [InlineData("\"load\"", StopKind.Other)]
    [InlineData("null", StopKind.EndTurn)]
    internal void Every_reason_to_stop_is_known(string reason, StopKind kind)
    {
        var whole = s_format.ReadReply(Translated.Json($$$"""{"model":"q","message":{"role":"assistant","content":"a"},"done":true,"done_reason":{{{reason}}}}"""), Translated.For("ollama"));
        Assert.Equal((kind, "a"), (whole.Stop.Kind, Assert.IsType<TextBlock>(Assert.Single(whole.Blocks)).Text));
    }

    [Fact]
    public void Every_recording_is_read_with_its_stop_and_usage()
    {
        var count = 0;
        foreach (var recording in Recording.Of("ollama.chat").Where(one => one.Status == 200))
        {
            var text = Encoding.UTF8.GetString(recording.Reply);
            if (text.Contains("\"choices\"", StringComparison.Ordinal))
            {
                // Filed under this format, and in another.
                continue;
            }

            count++;
            var last = Translated.Json(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
            TokenUsage? usage = last.Get("eval_count") is null ? null : new TokenUsage(last.Whole("prompt_eval_count") ?? 0, 0, 0, 0, last.Whole("eval_count") ?? 0, 0);
            var ended = Assert.IsType<Ended>(Read([recording.Reply])[^1]);
            Assert.Equal((last.Text("done_reason"), usage), (ended.Stop.Raw, ended.Usage));
            Assert.Equal(Translated.Shown(Gathering.Reply(Read([recording.Reply])).Reply), Translated.Shown(Gathering.Reply(Read(Pieces.Of(recording.Reply, [3]))).Reply));
            var reading = Meter(stream: true, recording.Reply);
            Assert.Equal((usage, true, true, last.Text("model")), (reading.Usage, reading.Complete, reading.HasContent, reading.Model));
            if (!text.Trim().Contains('\n', StringComparison.Ordinal))
            {
                Assert.Equal(Translated.Shown(Gathering.Reply(Read([recording.Reply])).Reply), Translated.Shown(s_format.ReadReply(last, Translated.For("ollama")) is var reply ? reply with { Stop = reply.Stop } : null));
                Assert.Equal(reading, Meter(stream: false, recording.Reply));
            }
        }

        Assert.True(count >= 26, $"{count}");
    }

    [Fact]
    public void What_was_used_is_metered_and_an_error_is_told()
    {
        Assert.Equal(new Reading(new TokenUsage(26, 0, 0, 0, 298, 0), """{"prompt_eval_count":26,"eval_count":298}""", "q", true, true, null), Meter(stream: true, s_stream) with { Relayed = default });
        Assert.Equal(new Reading(null, null, null, false, true, "it broke") { Relayed = new RelayedText(1, 1), UsageIsFinal = false }, Meter(stream: true, "{\"message\":{\"content\":\"a\"}}\n{\"error\":\"it broke\"}"u8.ToArray()));
        Assert.False(Meter(stream: true, s_stream[..200]).Complete);
        Assert.Equal("no such model", Meter(stream: false, """{"error":"no such model"}"""u8.ToArray()).Error);
    }

    [Fact]
    public void A_line_longer_than_any_is_not_waited_for()
    {
        var splitter = new LineSplitter(largest: 10);
        ReadOnlySpan<byte> input = "{\"a\":1234567"u8;
        Assert.False(splitter.TryRead(ref input, out _));
        Assert.True(splitter.TooLong);
        input = "}\n"u8;
        Assert.False(splitter.TryRead(ref input, out _));
    }

    private static List<ReplyEvent> Read(IEnumerable<ReadOnlyMemory<byte>> pieces) => Translated.Events(s_format.Reader(Translated.For("ollama")), pieces);

    private static Reading Meter(bool stream, byte[] reply)
    {
        var meter = Meters.For(Api.Anthropic, Endpoint.OllamaChat, stream)!;
        foreach (var piece in Pieces.Of(reply, [5]))
        {
            meter.Write(piece.Span);
        }

        return meter.Read();
    }
}
