using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

public sealed class ChunkWriterTests
{
    private static readonly Ended Done = new(new Stop(StopKind.EndTurn), new TokenUsage(3, 0, 12304, 0, 550, 0));

    private static ReplyEvent[] Text(string text) => [new BlockStarted(0, new TextBlock(string.Empty)), new Delta(0, text), new BlockEnded(0)];

    private static ReplyEvent[] Tool(int key, ToolCallBlock call, params string[] pieces) =>
        [new BlockStarted(key, call), .. pieces.Select(piece => new Delta(key, piece)), new BlockEnded(key)];

    [Fact]
    [Trait("bug", "B09")]
    public void The_first_chunk_names_the_role_and_the_first_text_is_not_lost()
    {
        var stream = Chatting.Stream([new Started("c", "m"), .. Text("hi"), new Ended(new Stop(StopKind.MaxTokens), null)]);
        var chunks = Chatting.Chunks(stream);
        Assert.Equal("""{"role":"assistant","content":""}""", chunks[0].GetProperty("choices")[0].GetProperty("delta").GetRawText());
        Assert.Equal("hi", chunks[1].GetProperty("choices")[0].GetProperty("delta").Text("content"));
        Assert.Equal("length", chunks[^1].GetProperty("choices")[0].Text("finish_reason"));
        Assert.EndsWith("data: [DONE]\n\n", stream, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("bug", "B12")]
    public void Calls_are_counted_from_zero_whatever_stood_before_them()
    {
        var chunks = Chatting.Chunks(Chatting.Stream(
        [
            new Started("c", "m"), .. Text("hi"),
            .. Tool(1, new ToolCallBlock("a", "f", string.Empty), "{\"x\":", "1}"),
            .. Tool(2, new ToolCallBlock("b", "g", string.Empty), "{}"),
            Done,
        ]));
        var pieces = chunks.SelectMany(chunk => chunk.Items("choices")).SelectMany(choice => choice.Get("delta")!.Value.Items("tool_calls")).ToList();
        Assert.Equal([0L, 0, 0, 1, 1], pieces.Select(piece => piece.Whole("index")!.Value));
        Assert.Equal("""{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}""", pieces[0].GetRawText());
    }

    [Fact]
    public void Usage_comes_in_a_chunk_of_its_own_and_only_where_it_was_asked_for()
    {
        ReplyEvent[] events = [new Started("c", "m"), .. Text("hi"), Done];
        var asked = Chatting.Chunks(Chatting.Stream(events));
        Assert.Equal(0, asked[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(12307, asked[^1].GetProperty("usage").Whole("prompt_tokens"));
        Assert.All(asked[..^1], chunk => Assert.Equal(System.Text.Json.JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        var silent = Chatting.Chunks(Chatting.Stream(events, Chatting.Context with { IncludeUsage = false }));
        Assert.All(silent, chunk => Assert.False(chunk.TryGetProperty("usage", out _)));
        Assert.Equal("stop", silent[^1].GetProperty("choices")[0].Text("finish_reason"));
    }

    [Fact]
    [Trait("bug", "B17")]
    public void A_failure_ends_the_stream_with_an_error_and_without_the_word_that_it_is_whole()
    {
        var stream = Chatting.Stream([new Started("c", "m"), .. Text("hi"), new Failed(new ProviderError(ErrorKind.Overloaded, "busy"))]);
        Assert.EndsWith("data: {\"error\":{\"message\":\"busy\",\"type\":\"server_error\",\"param\":null,\"code\":\"overloaded\"}}\n\n", stream, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", stream, StringComparison.Ordinal);
        Assert.DoesNotContain("\"finish_reason\":\"", stream, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_of_life_is_a_comment() => Assert.Equal(": keepalive\n\n", Chatting.Stream([new Pinged()]));

    [Fact]
    public void Thoughts_of_another_format_come_back_with_their_state()
    {
        var state = new OpaqueState(WireFormat.Messages, "signature", "anthropic", "key");
        var second = new OpaqueState(WireFormat.Messages, "redacted", "anthropic", "key");
        ReplyEvent[] events =
        [
            new Started("c", "m"),
            new BlockStarted(0, new ThinkingBlock(string.Empty)), new Delta(0, "hm "), new Delta(0, "hm"), new StateCame(0, state), new BlockEnded(0),
            new BlockStarted(1, new ThinkingBlock(string.Empty) { Redacted = true, State = second }), new BlockEnded(1),
            .. Tool(2, new ToolCallBlock("a", "f", string.Empty) { State = new OpaqueState(WireFormat.Generate, "sig", "gemini") }, "{}"),
            Done,
        ];
        var deltas = Chatting.Chunks(Chatting.Stream(events)).SelectMany(chunk => chunk.Items("choices")).Select(choice => choice.Get("delta")!.Value).ToList();
        var call = deltas.SelectMany(delta => delta.Items("tool_calls")).First();
        var details = string.Join(',', deltas.SelectMany(delta => delta.Items("reasoning_details")).Select(detail => detail.GetRawText()));
        var turn = Chatting.Request($$"""
            {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,
            "reasoning_content":"{{string.Concat(deltas.Select(delta => delta.Text("reasoning_content")))}}","reasoning_details":[{{details}}],
            "tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"},"extra_content":{{call.Get("extra_content")!.Value.GetRawText()}}}]}]}
            """).Turns[1];
        var thoughts = turn.Blocks.OfType<ThinkingBlock>().ToList();
        Assert.Equal([("hm hm", state, false), ("", second, true)], thoughts.Select(thought => (thought.Text, thought.State!, thought.Redacted)));
        Assert.Equal(new OpaqueState(WireFormat.Generate, "sig", "gemini"), turn.Blocks.OfType<ToolCallBlock>().Single().State);
    }

    [Fact]
    public void A_freeform_tool_that_went_up_as_a_function_comes_back_as_bare_text()
    {
        var context = Chatting.Context with { Freeform = new HashSet<string> { "patch" } };
        var calls = Chatting.Chunks(Chatting.Stream([new Started("c", "m"), .. Tool(0, new ToolCallBlock("a", "patch", string.Empty), "{\"input\":\"a", "\\nb\"}"), Done], context))
            .SelectMany(chunk => chunk.Items("choices")).SelectMany(choice => choice.Get("delta")!.Value.Items("tool_calls")).ToList();
        Assert.Equal("custom", calls[0].Text("type"));
        Assert.Equal("a\nb", string.Concat(calls.Select(call => call.Get("custom")!.Value.Text("input"))));
    }

    [Fact]
    public void A_client_of_the_deprecated_functions_gets_a_function_call()
    {
        var context = Chatting.Context with { LegacyFunctions = true };
        var chunks = Chatting.Chunks(Chatting.Stream([new Started("c", "m"), .. Tool(0, new ToolCallBlock("a", "f", string.Empty), "{\"x\":1}"), Done with { Stop = new Stop(StopKind.ToolUse) }], context));
        var calls = chunks.SelectMany(chunk => chunk.Items("choices")).Select(choice => choice.Get("delta")?.Get("function_call")).ToList();
        Assert.Equal("f", calls[1]!.Value.Text("name"));
        Assert.Equal("{\"x\":1}", string.Concat(calls.Select(call => call?.Text("arguments"))));
        Assert.Equal("function_call", chunks[^2].GetProperty("choices")[0].Text("finish_reason"));
    }
}
