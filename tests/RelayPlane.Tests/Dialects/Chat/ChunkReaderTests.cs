using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

public sealed class ChunkReaderTests
{
    private static NeutralReply Reply(params string[] chunks)
    {
        var (reply, error) = Gathering.Reply(Chatting.Events(chunks));
        return reply ?? throw new InvalidOperationException(error!.Message);
    }

    private static ToolCallBlock[] Calls(params string[] chunks) => [.. Reply(chunks).Blocks.OfType<ToolCallBlock>()];

    private static string Tool(string piece) => Chatting.Delta("\"tool_calls\":[" + piece + "]");

    private static string Finish(string reason) => Chatting.Delta("", $"\"{reason}\"");

    [Fact]
    [Trait("bug", "B13")]
    public void Arguments_whose_beginning_is_already_json_are_not_taken_for_whole()
    {
        var call = Assert.Single(Calls(
            Tool("""{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}"""),
            Tool("""{"index":0,"function":{"arguments":"{\"query\":\"test\"}"}}"""),
            Tool("""{"index":0,"function":{"arguments":" "}}"""),
            Finish("tool_calls")));
        Assert.Equal("""{"query":"test"} """, call.Arguments);
        var placeholder = Assert.Single(Calls(
            Tool("""{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}"""),
            Tool("""{"index":0,"function":{"arguments":"{\"a\":1}"}}"""),
            Finish("tool_calls")));
        Assert.Equal("""{"a":1}""", placeholder.Arguments);
    }

    [Fact]
    [Trait("bug", "B14")]
    public void A_known_id_decides_which_call_a_piece_belongs_to_whatever_the_index_says()
    {
        var calls = Calls(
            Tool("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":"}}"""),
            Tool("""{"index":0,"id":"b","function":{"name":"g","arguments":"{\"y\":"}}"""),
            Tool("""{"index":0,"id":"a","function":{"arguments":"1}"}}"""),
            Tool("""{"index":0,"id":"b","function":{"arguments":"2}"}}"""),
            Finish("tool_calls"));
        Assert.Equal([("a", "f", """{"x":1}"""), ("b", "g", """{"y":2}""")], calls.Select(call => (call.Id, call.Name, call.Arguments)));
    }

    [Fact]
    [Trait("bug", "B14")]
    public void An_empty_id_is_none_and_a_piece_without_index_goes_to_the_latest_call()
    {
        var calls = Calls(
            Tool("""{"id":"a","function":{"name":"f","arguments":""}}"""),
            Tool("""{"id":"","function":{"name":"","arguments":"{\"x\":1}"}}"""),
            Tool("""{"id":"b","function":{"name":"f","arguments":"{\"x\":2}"}}"""),
            Finish("tool_calls"));
        Assert.Equal([("a", """{"x":1}"""), ("b", """{"x":2}""")], calls.Select(call => (call.Id, call.Arguments)));
    }

    [Fact]
    [Trait("bug", "B14")]
    public void Indexes_may_be_sparse_and_whole_calls_may_share_a_chunk()
    {
        var calls = Calls(
            Tool("""{"index":3,"id":"a","function":{"name":"f","arguments":"{}"}},{"index":7,"id":"b","function":{"name":"g","arguments":"{\"x\":1}"}}"""),
            Finish("stop"));
        Assert.Equal([("a", "{}"), ("b", """{"x":1}""")], calls.Select(call => (call.Id, call.Arguments)));
    }

    [Fact]
    public void Calls_without_any_id_get_one_that_no_other_reply_has()
    {
        string[] chunks = [Tool("""{"index":0,"function":{"name":"f","arguments":"{}"}},{"index":1,"function":{"name":"f","arguments":"{}"}}"""), Finish("tool_calls")];
        var calls = Calls(chunks);
        var others = Calls([.. chunks.Select(chunk => chunk.Replace("\"id\":\"c1\"", "\"id\":\"c2\"", StringComparison.Ordinal))]);
        Assert.Equal(4, calls.Concat(others).Select(call => call.Id).Distinct().Count());
        Assert.Equal(calls.Select(call => call.Id), Calls(chunks).Select(call => call.Id));
    }

    [Fact]
    [Trait("bug", "B15")]
    public void A_call_waits_for_its_name_and_keeps_the_arguments_that_came_before_it()
    {
        var call = Assert.Single(Calls(
            Chatting.Delta("""  "role":"","tool_calls":[{"index":0,"id":"a","function":{"arguments":"{\"x\""}}]"""),
            Tool("""{"index":0,"function":{"name":"f"}}"""),
            Tool("""{"index":0,"function":{"arguments":":1}"}}"""),
            Finish("tool_calls")));
        Assert.Equal(("a", "f", """{"x":1}"""), (call.Id, call.Name, call.Arguments));
    }

    [Fact]
    [Trait("bug", "B05")]
    public void Interleaved_pieces_of_two_calls_and_text_come_out_block_by_block()
    {
        var reply = Reply(
            Tool("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":"}}"""),
            Chatting.Delta("\"content\":\"between\""),
            Tool("""{"index":1,"id":"b","function":{"name":"g","arguments":"{"}}"""),
            Tool("""{"index":0,"function":{"arguments":"1}"}}"""),
            Tool("""{"index":1,"function":{"arguments":"}"}}"""),
            Finish("tool_calls"));
        Assert.Equal("between", Chatting.Text(reply.Blocks));
        Assert.Equal(["""{"x":1}""", "{}"], reply.Blocks.OfType<ToolCallBlock>().Select(call => call.Arguments));
    }

    [Fact]
    [Trait("bug", "B08")]
    public void A_finish_without_usage_is_an_end()
    {
        var events = Chatting.Events(Chatting.Delta("\"content\":\"hi\""), Finish("stop"), "[DONE]");
        var ended = Assert.IsType<Ended>(events[^1]);
        Assert.Equal((StopKind.EndTurn, null), (ended.Stop.Kind, ended.Usage));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}}]}\n\n")]
    [InlineData("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}}]}\n\ndata: {\"id\":\"c\",\"cho")]
    [Trait("bug", "B16")]
    public void A_stream_without_finish_reason_and_end_has_failed(string stream)
    {
        var events = Chatting.Events(System.Text.Encoding.UTF8.GetBytes(stream));
        Assert.IsType<Failed>(events[^1]);
        Assert.DoesNotContain("[DONE]", Chatting.Stream(events), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"boom","type":"server_error","code":null}}""", ErrorKind.Server, "boom")]
    [InlineData("""{"code":"The service is currently unavailable","error":"Timed out waiting for first token"}""", ErrorKind.Overloaded, "Timed out waiting for first token")]
    [InlineData("""{"error":{"message":"slow down","code":429},"choices":[]}""", ErrorKind.RateLimit, "slow down")]
    [InlineData("""{"object":"error","message":"too long","type":"BadRequestError","code":400}""", ErrorKind.InvalidRequest, "too long")]
    internal void An_error_in_place_of_a_chunk_fails_the_reply(string chunk, ErrorKind kind, string message)
    {
        var events = Chatting.Events(Chatting.Delta("\"content\":\"hi\""), chunk, "[DONE]");
        var failed = Assert.IsType<Failed>(events[^1]);
        Assert.Equal((kind, message), (failed.Error.Kind, failed.Error.Message));
    }

    [Fact]
    public void A_finish_reason_that_says_error_fails_the_reply() =>
        Assert.IsType<Failed>(Chatting.Events(Chatting.Delta("\"content\":\"hi\""), Finish("error"), "[DONE]")[^1]);

    [Fact]
    public void A_thought_under_two_names_is_said_once()
    {
        var thought = Assert.IsType<ThinkingBlock>(Reply(
            Chatting.Delta("""  "reasoning":"ab","reasoning_content":"ab","reasoning_details":[{"type":"reasoning.text","text":"ab","index":0}]"""),
            Chatting.Delta("""  "reasoning_details":[{"type":"reasoning.text","text":"","signature":"sig","index":0}]"""),
            Chatting.Delta("\"content\":\"hi\""),
            Finish("stop")).Blocks[0]);
        Assert.Equal("ab", thought.Text);
        Assert.Contains("\"signature\":\"sig\"", thought.State!.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistrals_parts_are_thought_and_text()
    {
        var reply = Reply(
            Chatting.Delta("""  "content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]"""),
            Chatting.Delta("""  "content":[{"type":"text","text":"hi"}]"""),
            Chatting.Delta("\"content\":\" there\""),
            Finish("stop"));
        Assert.Equal("hm", Assert.IsType<ThinkingBlock>(reply.Blocks[0]).Text);
        Assert.Equal("hi there", Chatting.Text(reply.Blocks));
    }

    [Fact]
    public void Usage_is_found_where_groq_and_moonshot_put_it_and_choices_may_be_missing()
    {
        const string Usage = """{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}""";
        var expected = new TokenUsage(7, 0, 0, 0, 3, 0);
        Assert.Equal(expected, Reply(Chatting.Delta("\"content\":\"hi\""), Finish("stop"), $$"""{"id":"c1","usage":{{Usage}}}""").Usage);
        Assert.Equal(expected, Reply(Chatting.Delta("\"content\":\"hi\""), Finish("stop"), $$$"""{"id":"c1","choices":null,"x_groq":{"usage":{{{Usage}}}}}""").Usage);
        Assert.Equal(expected, Reply(Chatting.Delta("\"content\":\"hi\""), $$$"""{"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{{{Usage}}}}]}""").Usage);
    }

    [Fact]
    public void Azures_first_chunk_says_nothing_and_starts_nothing()
    {
        var events = Chatting.Events("""{"id":"","object":"","model":"","choices":[],"prompt_filter_results":[]}""", Chatting.Delta("\"content\":\"hi\""), Finish("stop"));
        Assert.Equal(("c1", "m"), (Assert.IsType<Started>(events[0]).Id, ((Started)events[0]).Model));
    }

    [Fact]
    [Trait("bug", "B27")]
    public void Geminis_signature_of_a_call_is_its_state() =>
        Assert.Equal("sig", Assert.Single(Calls(
            Tool("""{"index":0,"id":"a","function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"sig"}}}"""),
            Finish("tool_calls"))).State!.Data);

    [Fact]
    public void A_comment_is_a_sign_of_life() =>
        Assert.IsType<Pinged>(Chatting.Events(": OPENROUTER PROCESSING\n\ndata: [DONE]\n\n"u8.ToArray())[0]);
}
