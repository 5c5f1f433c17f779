using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

public sealed class MessagesStreamWriterTests
{
    private static readonly Stopped s_done = new(new Stop(StopKind.EndTurn));

    [Fact]
    [Trait("bug", "B01")]
    public void Arguments_that_come_with_the_start_of_a_call_are_kept()
    {
        var message = StrictClient.Message(Speech.StreamOf(
            new Started("x", "m"), new BlockStarted(0, new TextBlock("")), new Delta(0, "hi"), new BlockStarted(1, Call("a")), new Delta(1, "{\"a\":1}"), s_done));
        Assert.Equal("""{"a":1}""", message.GetProperty("content")[1].GetProperty("input").GetRawText());
    }

    [Fact]
    [Trait("bug", "B02")]
    public void A_thought_that_comes_first_is_block_0_and_no_empty_text_stands_before_it()
    {
        var message = StrictClient.Message(Speech.StreamOf(
            new Started("x", "m"), new BlockStarted(7, new TextBlock("")), new BlockStarted(0, new ThinkingBlock("")), new Delta(0, "t"), new BlockStarted(1, new TextBlock("")), new Delta(1, "a"), s_done));
        Assert.Equal(["thinking", "text"], message.GetProperty("content").EnumerateArray().Select(one => one.Text("type")));
    }

    [Fact]
    [Trait("bug", "B03")]
    public void A_reply_that_begins_twice_begins_once_for_the_client() =>
        Assert.Single(Speech.Events(Speech.StreamOf(new Started("x", "m"), new Started("x", "m"), new BlockStarted(0, new TextBlock("")), new Delta(0, "a"), s_done)), one => one.Text("type") == "message_start");

    [Fact]
    [Trait("bug", "B04")]
    public void Calls_without_text_and_without_arguments_have_indexes_from_0_and_an_end_each()
    {
        var message = StrictClient.Message(Speech.StreamOf(new Started("x", "m"), new BlockStarted(3, Call("a")), new Delta(3, "{\"q\":1}"), new BlockStarted(4, Call("b")), s_done));
        Assert.Equal(["""{"q":1}""", "{}"], message.GetProperty("content").EnumerateArray().Select(one => one.GetProperty("input").GetRawText()));
    }

    [Fact]
    [Trait("bug", "B05")]
    public void Calls_whose_arguments_come_in_turns_leave_one_after_the_other()
    {
        var message = StrictClient.Message(Speech.StreamOf(
            new Started("x", "m"), new BlockStarted(0, Call("a")), new BlockStarted(1, new TextBlock("")), new Delta(1, "x"), new Delta(0, "{\"a\":"), new BlockStarted(2, Call("b")), new Delta(2, "{\"b\":"),
            new Delta(0, "1}"), new Delta(2, "2}"), s_done));
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], message.GetProperty("content").EnumerateArray().Where(one => one.Text("type") == "tool_use").Select(one => one.GetProperty("input").GetRawText()));
    }

    [Fact]
    [Trait("bug", "B07")]
    public void A_reply_with_a_call_ends_in_tool_use_whatever_the_provider_said()
    {
        var message = StrictClient.Message(Speech.StreamOf(new Started("x", "m"), new BlockStarted(0, new TextBlock("")), new Delta(0, "a"), new BlockStarted(1, Call("a")), s_done));
        Assert.Equal("tool_use", message.Text("stop_reason"));
    }

    [Fact]
    [Trait("bug", "B08")]
    [Trait("bug", "B10")]
    public void A_reply_without_usage_is_ended_all_the_same_and_counts_nothing()
    {
        var message = StrictClient.Message(Speech.StreamOf(new Started("x", "m"), new BlockStarted(0, new TextBlock("")), new Delta(0, "a"), s_done, new Closed()));
        Assert.Equal(0, message.GetProperty("usage").Whole("output_tokens"));
    }

    [Fact]
    [Trait("bug", "B11")]
    public void A_reply_in_one_piece_becomes_a_whole_stream()
    {
        var reply = new NeutralReply("id", "m", [new ThinkingBlock("t"), new TextBlock("a"), Call("c") with { Arguments = """{"x":[1,2]}""" }], new Stop(StopKind.ToolUse), Speech.Usage(3, 5));
        var message = StrictClient.Message(Speech.Stream(Gathering.Events(reply)));
        Assert.Equal(3, message.GetProperty("content").GetArrayLength());
        Assert.Equal("""{"x":[1,2]}""", message.GetProperty("content")[2].GetProperty("input").GetRawText());
        Assert.Equal(5, message.GetProperty("usage").Whole("output_tokens"));
    }

    [Fact]
    [Trait("bug", "B17")]
    public void An_error_within_is_an_error_event_and_the_last()
    {
        var events = Speech.Events(Speech.StreamOf(new Started("x", "m"), new BlockStarted(0, new TextBlock("")), new Delta(0, "a"), new Failed(new ProviderError(ErrorKind.Overloaded, "too much"))));
        Assert.Equal("error", events[^1].Text("type"));
        Assert.Equal("overloaded_error", events[^1].GetProperty("error").Text("type"));
        Assert.DoesNotContain(events, one => one.Text("type") is "message_stop" or "message_delta");
    }

    [Fact]
    [Trait("bug", "B44")]
    [Trait("bug", "B46")]
    public void The_last_usage_counts_with_the_cache_beside_the_input()
    {
        var usage = StrictClient.Message(Speech.StreamOf(
            new Started("x", "m", Speech.Usage(0, 0)), new BlockStarted(0, new TextBlock("")), new Delta(0, "a"), new UsageCame(new TokenUsage(3, 20, 10, 5, 7, 2)), s_done)).GetProperty("usage");
        Assert.Equal((3L, 20L, 15L, 7L), (usage.Whole("input_tokens"), usage.Whole("cache_read_input_tokens"), usage.Whole("cache_creation_input_tokens"), usage.Whole("output_tokens")));
        Assert.Equal(5, usage.GetProperty("cache_creation").Whole("ephemeral_1h_input_tokens"));
    }

    [Theory]
    [InlineData("not json", """{"_raw_arguments":"not json"}""")]
    [InlineData("\"a\\nb\"", """{"_raw_arguments":"\u0022a\\nb\u0022"}""")]
    [InlineData("[1]", """{"_raw_arguments":"[1]"}""")]
    [Trait("bug", "B41")]
    public void Arguments_that_are_no_object_are_wrapped_while_they_come(string arguments, string input)
    {
        ReplyEvent[] pieces = [.. arguments.Select(one => new Delta(0, one.ToString()))];
        var message = StrictClient.Message(Speech.StreamOf([new Started("x", "m"), new BlockStarted(0, Call("a")), .. pieces, s_done]));
        Assert.Null(Translation.SameJson.Difference(Speech.Parse(input), message.GetProperty("content")[0].GetProperty("input")));
    }

    [Fact]
    public void A_ping_is_an_event_within_the_stream_and_a_comment_before_it()
    {
        var stream = Speech.Stream([new Pinged(), new Started("x", "m"), new Pinged()]);
        Assert.StartsWith(": ping\n\nevent: message_start\n", stream);
        Assert.EndsWith("event: ping\ndata: {\"type\":\"ping\"}\n\n", stream);
    }

    [Fact]
    public void A_foreign_thought_comes_back_with_its_state_and_one_without_as_a_thought_without()
    {
        var state = new OpaqueState(WireFormat.Responses, "secret", "openai", "k1");
        var stream = Speech.StreamOf(
            new Started("x", "m"), new BlockStarted(0, new ThinkingBlock("")), new Delta(0, "a"), new StateCame(0, state), new BlockStarted(1, new ThinkingBlock("")), new Delta(1, "b"), s_done);
        var signatures = Speech.Events(stream).Where(one => one.Get("delta")?.Text("type") == "signature_delta").Select(one => one.GetProperty("delta").Text("signature")!).ToList();
        Assert.Equal(2, signatures.Count);
        var back = Back($$"""[{"type":"thinking","thinking":"a","signature":"{{signatures[0]}}"},{"type":"thinking","thinking":"b","signature":"{{signatures[1]}}"}]""");
        Assert.Equal(state, Assert.IsType<ThinkingBlock>(back[0]).State);
        Assert.Null(Assert.IsType<ThinkingBlock>(back[1]).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_state_of_a_call_comes_back_with_the_call(bool atOnce)
    {
        var state = new OpaqueState(WireFormat.Generate, "c2ln", "google", "k1");
        ReplyEvent[] call = atOnce
            ? [new BlockStarted(0, Call("c1") with { State = state }), new Delta(0, "{}")]
            : [new BlockStarted(0, Call("c1")), new Delta(0, "{}"), new StateCame(0, state)];
        var stream = Speech.StreamOf([new Started("x", "m"), .. call, new BlockStarted(1, Call("c2")), s_done]);
        var signature = Speech.Events(stream).Single(one => one.Get("delta")?.Text("type") == "signature_delta").GetProperty("delta").Text("signature");
        var message = StrictClient.Message(stream);
        var content = message.GetProperty("content").GetRawText().Replace("\"thinking\":\"\"", $"\"thinking\":\"\",\"signature\":\"{signature}\"", StringComparison.Ordinal);
        var back = Back(content);
        Assert.Equal([state, null], back.Cast<ToolCallBlock>().Select(one => one.State));
    }

    [Fact]
    public void A_client_that_does_not_want_to_see_thoughts_gets_their_state_only()
    {
        var writer = Speech.Context with { ShowThinking = false };
        var state = new OpaqueState(WireFormat.Responses, "secret", "openai");
        ReplyEvent[] events = [new Started("x", "m"), new BlockStarted(0, new ThinkingBlock("")), new Delta(0, "a"), new StateCame(0, state), new BlockStarted(1, new ThinkingBlock("")), new Delta(1, "b"), new BlockStarted(2, new TextBlock("")), new Delta(2, "c"), s_done];
        var message = StrictClient.Message(Speech.Stream(Speech.Ordered(events), writer));
        Assert.Equal(["thinking", "text"], message.GetProperty("content").EnumerateArray().Select(one => one.Text("type")));
        Assert.Equal(string.Empty, message.GetProperty("content")[0].Text("thinking"));
    }

    [Fact]
    public void Blocks_that_only_another_format_knows_leave_no_gap()
    {
        var message = StrictClient.Message(Speech.StreamOf(
            new Started("x", "m"), new BlockStarted(0, new OpaqueBlock("web_search_call")), new BlockStarted(1, new TextBlock("")), new Delta(1, "a"), new Cited(1, new Citation("https://example.org", "t")), s_done));
        Assert.Equal("a", message.GetProperty("content")[0].Text("text"));
    }

    [Fact]
    public void Ids_of_calls_that_this_format_refuses_become_others_that_stay_the_same()
    {
        string Id() => StrictClient.Message(Speech.StreamOf(new Started("x", "m"), new BlockStarted(0, Call("functions.f:0")), s_done)).GetProperty("content")[0].Text("id")!;
        Assert.Matches("^[a-zA-Z0-9_-]+$", Id());
        Assert.Equal(Id(), Id());
    }

    private static IReadOnlyList<Block> Back(string content) =>
        Speech.Read(Speech.Parse($$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":{{content}}}]}""")).Turns[1].Blocks;

    private static ToolCallBlock Call(string id) => new(id, "f", string.Empty);
}
