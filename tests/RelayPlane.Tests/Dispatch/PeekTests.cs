using System.Net;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Metering;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Dialects;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class PeekTests
{
    private const string Sse = "text/event-stream";
    private const string Json = "application/json";
    private const string Start = "event: message_start\r\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":25,\"cache_read_input_tokens\":7,\"output_tokens\":1}}}\r\n\r\n";
    private const string Ping = ": comment\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n";
    private const string Text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"é\"}}\n\n";
    private const string Error = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
    private const string Role = "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void In_any_split_a_stream_opens_at_its_first_content_and_no_byte_is_lost() => Pieces.Sizes.Sample(sizes =>
    {
        var sent = Encoding.UTF8.GetBytes("\uFEFF" + Start + Ping + Text + Text);
        using var peeked = Wait(Anthropic(), Sse, Pieces.Of(sent, sizes));
        return peeked is { Signal.Kind: SignalKind.Answered, Usage: { Input: 25, CacheRead: 7 }, Speaks: true }
            && peeked.Reply.Source.Held.Length >= (Start + Ping + Text).Length
            && Rest(peeked).AsSpan().SequenceEqual(sent);
    });

    [Fact]
    [Trait("bug", "B19")]
    public void In_any_split_an_error_before_content_is_no_answer_and_can_be_held_word_for_word() => Pieces.Sizes.Sample(sizes =>
    {
        var sent = Encoding.UTF8.GetBytes(Start + Ping + Error);
        using var peeked = Wait(Anthropic(), Sse, Pieces.Of(sent, sizes), new IOException("reset"));
        return peeked is { Signal.Kind: not SignalKind.Answered } && peeked.Hold() && Rest(peeked).AsSpan().SequenceEqual(sent);
    });

    [Fact]
    public void What_a_reply_that_was_given_up_reports_of_its_use_is_read()
    {
        using var failed = Wait(Anthropic(), Sse, [Encoding.UTF8.GetBytes(Start + Ping + Error)]);
        using var refused = Wait(Anthropic(stream: false), Json, ["""{"error":{"type":"api_error","message":"no"},"usage":{"input_tokens":9}}"""u8.ToArray()], status: 500);
        using var silent = Wait(Anthropic(stream: false), Json, ["""{"error":{"type":"api_error","message":"no"}}"""u8.ToArray()], status: 500);

        Assert.True(HeldReading.Of(Anthropic(), failed.Reply) is { Usage: { Input: 25, CacheRead: 7 }, HasContent: false });
        Assert.Equal(9, HeldReading.Of(Anthropic(stream: false), refused.Reply).Usage?.Input);
        Assert.Same(Reading.None, HeldReading.Of(Anthropic(stream: false), silent.Reply));
    }

    [Fact]
    public void A_stream_that_breaks_or_ends_before_content_may_be_tried_again()
    {
        foreach (var prelude in new[] { Role, Role + "data: {\"cho", ": nothing\n\n", "" })
        {
            foreach (var breaks in new Exception?[] { null, new HttpRequestException("reset"), new IOException("reset") })
            {
                using var peeked = Wait(Chat(), Sse, [Encoding.UTF8.GetBytes(prelude)], breaks);
                Assert.Equal((SignalKind.Broken, false), (peeked.Signal.Kind, peeked.Speaks));
            }
        }
    }

    [Fact]
    public void A_prelude_without_end_is_taken_as_it_is()
    {
        var sent = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Ping, 9000)));
        using var peeked = Wait(Anthropic(), Sse, Pieces.Of(sent, [4096]));
        Assert.Equal(SignalKind.Answered, peeked.Signal.Kind);
        Assert.InRange(peeked.Reply.Source.Held.Length, 256 << 10, 300 << 10);
        Assert.Equal(sent, Rest(peeked));
    }

    [Theory]
    [InlineData("""{"id":"m","content":[],"usage":{"input_tokens":1}}""", Json, "Answered", true)]
    [InlineData("""{"id":"m","content":[""", Json, "Broken", false)]
    [InlineData("", Json, "Broken", false)]
    [InlineData("""{"type":"error","error":{"type":"api_error","message":"m"}}""", Json, "Faulted", true)]
    [InlineData("""[{"error":{"code":500,"message":"m"}}]""", Json, "Faulted", true)]
    [InlineData("""{"id":"r","error":null,"content":[]}""", Json, "Answered", true)]
    [InlineData("<html>sign in</html>", "text/html", "Faulted", false)]
    [InlineData("Bad Gateway", "text/plain", "Faulted", false)]
    [InlineData("{}", "text/plain", "Answered", true)]
    [Trait("bug", "B20")]
    public void A_reply_in_one_piece_is_seen_whole_before_it_counts(string body, string type, string kind, bool speaks)
    {
        using var peeked = Wait(Anthropic(stream: false), type, Pieces.Of(Encoding.UTF8.GetBytes(body), [3]));
        Assert.Equal((Enum.Parse<SignalKind>(kind), speaks), (peeked.Signal.Kind, peeked.Speaks));
        if (speaks)
        {
            Assert.True(peeked.Hold());
            Assert.Equal(body, Encoding.UTF8.GetString(Rest(peeked)));
        }
    }

    [Fact]
    public void A_torn_reply_is_never_an_answer()
    {
        using var peeked = Wait(Anthropic(stream: false), Json, ["{\"id\":"u8.ToArray()], new HttpIOException(HttpRequestError.ResponseEnded));
        Assert.Equal((SignalKind.Broken, false), (peeked.Signal.Kind, peeked.Speaks));
    }

    [Fact]
    public void A_large_reply_is_not_waited_for()
    {
        var sent = new byte[3 << 20];
        Array.Fill(sent, (byte)'x');
        sent[0] = (byte)'{';
        using var peeked = Wait(Anthropic(stream: false), Json, Pieces.Of(sent, [100_000]));
        Assert.Equal(SignalKind.Answered, peeked.Signal.Kind);
        Assert.InRange(peeked.Reply.Source.Held.Length, 1 << 20, 2 << 20);
        Assert.Equal(sent, Rest(peeked));
    }

    [Fact]
    public void An_error_status_is_classified_and_a_body_too_large_to_hold_still_reaches_the_client()
    {
        using (var peeked = Wait(Anthropic(), Json, ["""{"error":{"message":"slow down"}}"""u8.ToArray()], status: 429))
        {
            Assert.Equal((SignalKind.Accelerating, true), (peeked.Signal.Kind, peeked.Speaks));
            Assert.True(peeked.Hold());
            Assert.Equal("""{"error":{"message":"slow down"}}""", Encoding.UTF8.GetString(Rest(peeked)));
        }

        var large = new byte[300_000];
        using (var peeked = Wait(Anthropic(), Json, Pieces.Of(large, [10_000]), status: 400))
        {
            Assert.Equal((SignalKind.Rejected, true, false), (peeked.Signal.Kind, peeked.Speaks, peeked.Reply.IsWhole));
            Assert.Equal(large, Rest(peeked));
        }
    }

    [Fact]
    public async Task The_body_of_an_error_that_never_ends_is_judged_by_its_status()
    {
        var peeking = Open(Anthropic(), Json, ["{\"err"u8.ToArray()], null, 503, hangs: true);
        Assert.False(peeking.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        using var peeked = await peeking;
        Assert.Equal((SignalKind.Overloaded, false, false), (peeked.Signal.Kind, peeked.Speaks, peeked.Hold()));
    }

    [Fact]
    public async Task A_stream_without_a_first_byte_times_out_and_one_that_lives_does_not()
    {
        var silent = Open(Anthropic(), Sse, [], null, 200, hangs: true);
        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(silent.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignalKind.TimedOut, (await silent).Signal.Kind);

        // A prelude is life, unless the route says how long the first token may take.
        var living = Open(Anthropic(), Sse, [Encoding.UTF8.GetBytes(Start)], null, 200, hangs: true);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(living.IsCompleted);
        var strict = Open(Anthropic(), Sse, [Encoding.UTF8.GetBytes(Start)], null, 200, hangs: true, firstToken: TimeSpan.FromSeconds(3));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(SignalKind.TimedOut, (await strict).Signal.Kind);
    }

    [Fact]
    public async Task A_client_that_leaves_is_nobodys_fault()
    {
        using var left = new CancellationTokenSource();
        var peeking = Open(Anthropic(), Sse, [], null, 200, hangs: true, left: left);
        await left.CancelAsync();
        Assert.Equal(SignalKind.Cancelled, (await peeking).Signal.Kind);
    }

    [Fact]
    public async Task A_Gemini_array_opens_with_its_first_item()
    {
        var call = Calls.Of(Api.Gemini, Endpoint.StreamGenerateContent) with { Facts = RequestFacts.None with { Stream = true } };
        var peeking = Open(call, Json, ["[{\"candidates\":[{\"content\":"u8.ToArray(), "{\"parts\":[{\"text\":\"a\"}]}}]}\n,"u8.ToArray()], null, 200, hangs: true);
        Assert.True(peeking.IsCompleted);
        Assert.Equal(SignalKind.Answered, (await peeking).Signal.Kind);
        using var failed = Wait(call, Json, ["[{\"error\":{\"code\":503}}]"u8.ToArray()]);
        Assert.Equal(SignalKind.Overloaded, failed.Signal.Kind);
    }

    [Fact]
    public void What_is_not_modelled_is_not_looked_into()
    {
        using var peeked = Wait(Calls.Of(Api.OpenAI, Endpoint.Other), "text/html", ["<html>"u8.ToArray(), "error"u8.ToArray()]);
        Assert.Equal(SignalKind.Answered, peeked.Signal.Kind);
        Assert.Equal("<html>error", Encoding.UTF8.GetString(Rest(peeked)));
        using var upgrade = Wait(Calls.Of(Api.OpenAI, Endpoint.Other), Json, [], status: 101);
        Assert.Equal((SignalKind.Faulted, false), (upgrade.Signal.Kind, upgrade.Speaks));
    }

    private static Call Anthropic(bool stream = true) => Calls.Of() with { Facts = RequestFacts.None with { Model = "claude-x", Stream = stream } };

    private static Call Chat() => Calls.Of(Api.OpenAI, Endpoint.ChatCompletions) with { Facts = RequestFacts.None with { Model = "gpt-x", Stream = true } };

    private Peeked Wait(Call call, string type, IEnumerable<ReadOnlyMemory<byte>> pieces, Exception? breaks = null, int status = 200) =>
        Open(call, type, pieces, breaks, status).GetAwaiter().GetResult();

    private Task<Peeked> Open(
        Call call, string type, IEnumerable<ReadOnlyMemory<byte>> pieces, Exception? breaks, int status, bool hangs = false, TimeSpan? firstToken = null, CancellationTokenSource? left = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new ScriptedBody(pieces.Where(piece => piece.Length > 0), breaks, hangs)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var times = new PeekTimes(_clock.GetTimestamp(), TimeSpan.FromSeconds(120), firstToken);
        return Peek.ReadAsync(call, Providers.Named("anthropic"), new UpstreamReply(response, Sendings.Of(call)), times, _clock, left?.Token ?? CancellationToken.None).AsTask();
    }

    private static byte[] Rest(Peeked peeked)
    {
        using var all = new MemoryStream();
        for (var piece = Next(peeked); piece.Length > 0; piece = Next(peeked))
        {
            all.Write(piece.Span);
        }

        return all.ToArray();
    }

    private static ReadOnlyMemory<byte> Next(Peeked peeked) => peeked.Reply.Source.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
