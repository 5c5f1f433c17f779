using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Responses;

public sealed class ResponsesReplyTests
{
    private static readonly Ended Done = new(new Stop(StopKind.EndTurn), new TokenUsage(3, 4, 0, 0, 5, 2));

    [Fact]
    [Trait("bug", "B48")]
    public void Usage_always_has_both_details_as_whole_numbers()
    {
        foreach (var ended in new[] { new Ended(new Stop(StopKind.EndTurn), null), Done })
        {
            var usage = StrictResponse.Accept(Asked.Written([new Started("x", null), ended])).GetProperty("usage");
            Assert.Equal(JsonValueKind.Number, usage.GetProperty("input_tokens_details").GetProperty("cached_tokens").ValueKind);
            Assert.Equal(JsonValueKind.Number, usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").ValueKind);
            Assert.Equal(usage.GetProperty("total_tokens").GetInt64(), usage.GetProperty("input_tokens").GetInt64() + usage.GetProperty("output_tokens").GetInt64());
        }
    }

    [Fact]
    [Trait("bug", "B49")]
    public void A_reply_that_reached_its_limit_is_incomplete_in_stream_and_whole()
    {
        List<ReplyEvent> cut = [new Started(null, null), new BlockStarted(0, new TextBlock("")), new Delta(0, "half"), new BlockEnded(0), new Ended(new Stop(StopKind.MaxTokens), null)];
        var events = Asked.Written(cut);
        var whole = StrictResponse.Accept(events);
        Assert.Equal("response.incomplete", events[^1].GetProperty("type").GetString());
        Assert.Equal("incomplete", whole.GetProperty("status").GetString());
        Assert.Equal("max_output_tokens", whole.GetProperty("incomplete_details").GetProperty("reason").GetString());
        Assert.Equal("incomplete", whole.GetProperty("output")[0].GetProperty("status").GetString());
        Assert.Null(Alike.Difference(whole, Asked.Whole(Gathering.Reply(cut).Reply!)));
    }

    [Fact]
    [Trait("bug", "B17")]
    public void A_failure_in_mid_stream_ends_in_a_failed_response_and_never_in_a_completed_one()
    {
        var events = Asked.Written([new Started("resp_7", "m"), new BlockStarted(0, new TextBlock("")), new Delta(0, "half"), new Failed(new ProviderError(ErrorKind.RateLimit, "try again in 3s"))]);
        var whole = StrictResponse.Accept(events);
        Assert.Equal("response.failed", events[^1].GetProperty("type").GetString());
        Assert.Equal("rate_limit_exceeded", whole.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("try again in 3s", whole.GetProperty("error").GetProperty("message").GetString());
        Assert.DoesNotContain("[DONE]", Encoding.UTF8.GetString(Asked.Bytes([new Started("a", "m"), Done])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_before_anything_else_is_a_response_that_was_created_and_failed()
    {
        var events = Asked.Written([new Failed(new ProviderError(ErrorKind.ContextLength, "too long"))]);
        Assert.Equal("context_length_exceeded", StrictResponse.Accept(events).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("response.created", events[0].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"type":"response.failed","response":{"id":"r","status":"failed","error":{"code":"server_error","message":"broke"}}}""", ErrorKind.Server, "broke")]
    [InlineData("""{"type":"error","code":"rate_limit_exceeded","message":"slow","param":null,"sequence_number":2}""", ErrorKind.RateLimit, "slow")]
    [InlineData("""{"type":"error","error":{"type":"insufficient_quota","code":"insufficient_quota","message":"no money"}}""", ErrorKind.Billing, "no money")]
    [InlineData("""{"error":"Timed out"}""", ErrorKind.Server, "Timed out")]
    public void An_error_within_a_stream_fails_it_however_it_is_shaped(string data, object kind, string message)
    {
        var failed = Assert.IsType<Failed>(Asked.Events("""{"type":"response.created","response":{"id":"r","model":"m"}}""", data)[^1]);
        Assert.Equal((kind, message), ((object)failed.Error.Kind, failed.Error.Message));
    }

    [Fact]
    [Trait("bug", "B16")]
    public void A_stream_that_breaks_off_is_no_success() =>
        Assert.IsType<Failed>(Asked.Events("""{"type":"response.created","response":{"id":"r"}}""", """{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"x"}""")[^1]);

    [Fact]
    [Trait("bug", "B32")]
    public void Items_are_told_apart_by_their_place_where_ids_rotate()
    {
        var recorded = ResponsesRecording.Streams.Where(one => one.Id.Contains("github-copilot-id-rotation", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(recorded);
        foreach (var one in recorded)
        {
            var ordered = Asked.Events(one.Reply);
            Assert.IsType<Ended>(ordered[^1]);
            StrictResponse.Accept(Asked.Written(ordered));
            Assert.Contains(Gathering.Reply(ordered).Reply!.Blocks, block => block is ThinkingBlock { Text: "**Counting character occurrences**" });
        }
    }

    [Fact]
    [Trait("bug", "B30")]
    public void A_thought_and_its_summary_are_not_both_said()
    {
        var blocks = Gathering.Reply(Asked.Events(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[]}}""",
            """{"type":"response.reasoning_text.delta","output_index":0,"content_index":0,"delta":"raw "}""",
            """{"type":"response.reasoning_text.delta","output_index":0,"content_index":0,"delta":"thought"}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"summary"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"summary"}],"content":[{"type":"reasoning_text","text":"raw thought"}],"encrypted_content":"EEE"}}""",
            """{"type":"response.completed","response":{"status":"completed"}}""")).Reply!.Blocks;
        var thought = Assert.IsType<ThinkingBlock>(Assert.Single(blocks));
        Assert.Equal(("raw thought", "EEE", "openai", "key1"), (thought.Text, thought.State!.Data, thought.State.Provider, thought.State.Key));
    }

    [Fact]
    [Trait("bug", "B33")]
    public void Several_parts_of_one_summary_are_one_thought()
    {
        var reply = Asked.Reply("""{"id":"resp_1","status":"completed","output":[{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"a"},{"type":"summary_text","text":"b"}],"encrypted_content":"E"}]}""");
        Assert.Equal("a\n\nb", Assert.IsType<ThinkingBlock>(Assert.Single(reply.Blocks)).Text);
        var streamed = Gathering.Reply(Asked.Events(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[]}}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"a"}""",
            """{"type":"response.reasoning_summary_text.done","output_index":0,"summary_index":0,"text":"a"}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"b"}""",
            """{"type":"response.completed","response":{"status":"completed"}}""")).Reply!;
        Assert.Equal("a\n\nb", Assert.IsType<ThinkingBlock>(Assert.Single(streamed.Blocks)).Text);
    }

    [Fact]
    public void A_thought_without_state_is_told_from_one_that_OpenAI_keeps_and_does_not_go_there()
    {
        var whole = Asked.Whole(new NeutralReply(null, null, [new ThinkingBlock("hm"), new ToolCallBlock("c1", "look", "{}")], new Stop(StopKind.ToolUse), null));
        var body = $$"""{"model":"m","input":{{whole.GetProperty("output").GetRawText()}}}""";
        Assert.True(OpaqueState.MayBeIn(Encoding.UTF8.GetBytes(body)));

        var request = Asked.Read(body);
        var thinking = Assert.IsType<ThinkingBlock>(request.Turns[0].Blocks[0]);
        Assert.Equal(("hm", null), (thinking.Text, thinking.State));
        Assert.Equal("function_call", Assert.Single(Asked.Write(request).Body.GetProperty("input").EnumerateArray()).Text("type"));
    }

    [Fact]
    [Trait("bug", "B29")]
    public void Anothers_state_reaches_the_client_wrapped_and_comes_back_as_it_was()
    {
        var state = new OpaqueState(WireFormat.Messages, "sig==", "anthropic", "k");
        var whole = Asked.Whole(new NeutralReply(null, null, [new ThinkingBlock("hm") { State = state }, new ToolCallBlock("c1", "look", "{}")], new Stop(StopKind.ToolUse), null));
        var request = Asked.Read($$"""{"model":"m","input":{{whole.GetProperty("output").GetRawText()}}}""");
        var thinking = Assert.IsType<ThinkingBlock>(request.Turns[0].Blocks[0]);
        Assert.Equal(("hm", state), (thinking.Text, thinking.State));
        Assert.IsType<ToolCallBlock>(request.Turns[0].Blocks[1]);
    }

    [Fact]
    public void A_signature_of_a_call_itself_comes_back_on_that_call()
    {
        var state = new OpaqueState(WireFormat.Generate, "thought-sig", "gemini");
        var whole = Asked.Whole(new NeutralReply(null, null, [new ToolCallBlock("c1", "look", "{}") { State = state }, new ToolCallBlock("c2", "look", "{}")], new Stop(StopKind.ToolUse), null));
        var calls = Asked.Read($$"""{"model":"m","input":{{whole.GetProperty("output").GetRawText()}}}""").Turns[0].Blocks;
        Assert.Equal([state, null], calls.Select(block => ((ToolCallBlock)block).State));
    }

    [Fact]
    public void A_signature_of_a_text_stays_a_thought_before_it()
    {
        var state = new OpaqueState(WireFormat.Generate, "text-sig", "gemini");
        var whole = Asked.Whole(new NeutralReply(null, null, [new ThinkingBlock("") { State = state }, new TextBlock("hi")], new Stop(StopKind.EndTurn), null));
        var blocks = Asked.Read($$"""{"model":"m","input":{{whole.GetProperty("output").GetRawText()}}}""").Turns[0].Blocks;
        Assert.Equal((state, "hi"), (((ThinkingBlock)blocks[0]).State, ((TextBlock)blocks[1]).Text));
    }

    [Fact]
    public void A_calls_signature_that_comes_with_its_first_piece_is_kept_too()
    {
        var state = new OpaqueState(WireFormat.Generate, "thought-sig", "gemini");
        var whole = StrictResponse.Accept(Asked.Written([
            new Started(null, null), new BlockStarted(0, new ToolCallBlock("c1", "look", "")), new StateCame(0, state), new Delta(0, "{}"), new BlockEnded(0),
            new Ended(new Stop(StopKind.ToolUse), null)]));
        var call = Assert.IsType<ToolCallBlock>(Assert.Single(Asked.Read($$"""{"model":"m","input":{{whole.GetProperty("output").GetRawText()}}}""").Turns[0].Blocks));
        Assert.Equal((state, "c1"), (call.State, call.Id));
    }

    [Theory]
    [InlineData(false, """{"input":"SELECT 1"}""")]
    [InlineData(true, "SELECT 1")]
    public void A_custom_tool_is_called_with_bare_text(bool freeform, string arguments)
    {
        var context = Asked.Context with { Freeform = new HashSet<string> { "sql" } };
        List<ReplyEvent> events =
        [
            new Started(null, null), new BlockStarted(0, new ToolCallBlock("c1", "sql", "") { Freeform = freeform }), new Delta(0, arguments[..4]), new Delta(0, arguments[4..]),
            new BlockEnded(0), new Ended(new Stop(StopKind.ToolUse), null),
        ];
        var item = StrictResponse.Accept(Asked.Written(events, context)).GetProperty("output")[0];
        Assert.Equal(("custom_tool_call", "c1", "SELECT 1"), (item.GetProperty("type").GetString(), item.GetProperty("call_id").GetString(), item.GetProperty("input").GetString()));
    }

    [Fact]
    public void Arguments_of_a_function_leave_as_they_come_and_none_are_an_empty_object()
    {
        var events = Asked.Written([
            new Started(null, null), new BlockStarted(0, new ToolCallBlock("c1", "f", "")), new Delta(0, "{\"a\":"), new Delta(0, "1.0}"), new BlockEnded(0),
            new BlockStarted(1, new ToolCallBlock("c2", "g", "")), new BlockEnded(1), new Ended(new Stop(StopKind.ToolUse), null)]);
        var output = StrictResponse.Accept(events).GetProperty("output");
        Assert.Equal(["{\"a\":", "1.0}", "{}"], events.Where(one => one.GetProperty("type").GetString()!.EndsWith("arguments.delta", StringComparison.Ordinal)).Select(one => one.GetProperty("delta").GetString()));
        Assert.Equal(["{\"a\":1.0}", "{}"], output.EnumerateArray().Select(item => item.GetProperty("arguments").GetString()));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_client_that_hides_thoughts_still_gets_their_state(bool sealedThought, int items)
    {
        var context = Asked.Context with { ShowThinking = false };
        var state = sealedThought ? new OpaqueState(WireFormat.Messages, "s", "anthropic") : null;
        var output = StrictResponse.Accept(Asked.Written(Gathering.Events(new NeutralReply(null, null, [new ThinkingBlock("secret") { State = state }], new Stop(StopKind.EndTurn), null)), context)).GetProperty("output");
        Assert.Equal(items, output.GetArrayLength());
        Assert.DoesNotContain("secret", output.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_with_sources_are_parts_of_one_message_with_their_annotations()
    {
        var reply = new NeutralReply(null, null, [new TextBlock("a") { Citations = [new Citation("https://x.test", "X")] }, new TextBlock("b")], new Stop(StopKind.EndTurn), null);
        var whole = StrictResponse.Accept(Asked.Written(Gathering.Events(reply)));
        var content = Assert.Single(whole.GetProperty("output").EnumerateArray()).GetProperty("content");
        Assert.Equal(2, content.GetArrayLength());
        Assert.Equal("https://x.test", content[0].GetProperty("annotations")[0].GetProperty("url").GetString());
        Assert.Equal(["https://x.test"], ((TextBlock)Asked.Reply(whole.GetRawText()).Blocks[0]).Citations.Select(citation => citation.Url));
    }

    [Fact]
    public void A_filters_refusal_is_incomplete_and_one_in_words_is_a_refusal()
    {
        var filtered = Asked.Whole(new NeutralReply(null, null, [], new Stop(StopKind.Refusal), null));
        Assert.Equal("content_filter", filtered.GetProperty("incomplete_details").GetProperty("reason").GetString());
        Assert.Equal(StopKind.Refusal, Asked.Reply(filtered.GetRawText()).Stop.Kind);
        var said = Asked.Whole(new NeutralReply(null, null, [], new Stop(StopKind.Refusal, Detail: "I will not."), null));
        Assert.Equal("I will not.", Assert.IsType<RefusalBlock>(Assert.Single(Asked.Reply(said.GetRawText()).Blocks)).Text);
        Assert.Equal((StopKind.Refusal, "completed"), (Asked.Reply(said.GetRawText()).Stop.Kind, said.GetProperty("status").GetString()));
    }

    [Fact]
    public void A_stream_split_anywhere_reads_the_same()
    {
        foreach (var one in ResponsesRecording.Streams.Where(one => one.Reply.Length < 20_000).Take(25))
        {
            var whole = Asked.Bytes(Asked.Events(one.Reply));
            foreach (var piece in new[] { 1, 7, 100 })
            {
                Assert.Equal(whole, Asked.Bytes(Asked.Events(one.Reply, piece)));
            }
        }
    }

    [Fact]
    public void A_ping_is_a_comment() =>
        Assert.Equal(": ping\n\n", Encoding.UTF8.GetString(Asked.Bytes([new Pinged()])));
}
