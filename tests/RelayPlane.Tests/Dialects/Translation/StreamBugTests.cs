using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Tests.Dialects.Anthropic;
using RelayPlane.Tests.Dialects.Responses;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>Known bugs of other gateways in streams, each from the target's bytes to the client's.</summary>
public sealed class StreamBugTests
{
    private static readonly Pair s_chatForMessages = new(WireFormat.Messages, WireFormat.Chat);

    [Fact]
    [Trait("bug", "B01")]
    [Trait("bug", "B07")]
    public void A_call_that_comes_in_one_chunk_after_text_keeps_its_arguments_and_is_why_the_turn_ends()
    {
        var message = StrictClient.Message(s_chatForMessages.Stream(
            Replies.Chunk("""{"role":"assistant","content":"hi"}"""), Call(0, "a", """{\"a\":1}"""), Replies.Chunk("{}", "\"stop\""), "[DONE]"));
        Assert.Equal("""{"a":1}""", message.GetProperty("content")[1].GetProperty("input").GetRawText());
        Assert.Equal("tool_use", message.Text("stop_reason"));
    }

    [Fact]
    [Trait("bug", "B02")]
    [Trait("bug", "B03")]
    public void A_stream_that_thinks_first_starts_once_and_with_a_thought()
    {
        var events = Speech.Events(s_chatForMessages.Stream(
            Replies.Chunk("""{"role":"assistant","content":""}"""), Replies.Chunk("""{"reasoning_content":"t"}"""), Replies.Chunk("""{"content":"a"}"""), Replies.Chunk("{}", "\"stop\""), "[DONE]"));
        Assert.Single(events, one => one.Text("type") == "message_start");
        Assert.Equal(["thinking", "text"], events.Where(one => one.Text("type") == "content_block_start").Select(one => one.GetProperty("content_block").Text("type")));
    }

    [Fact]
    [Trait("bug", "B04")]
    public void Two_calls_in_one_chunk_are_two_blocks_though_one_has_no_arguments()
    {
        var both = """{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"index":1,"id":"b","type":"function","function":{"name":"g","arguments":""}}]}""";
        var stream = s_chatForMessages.Stream(Replies.Chunk(both), Replies.Chunk("{}", "\"tool_calls\""), "[DONE]");
        Assert.Equal(["{}", "{}"], StrictClient.Message(stream).GetProperty("content").EnumerateArray().Select(one => one.GetProperty("input").GetRawText()));
        Assert.Equal([0, 1], Speech.Events(stream).Where(one => one.Text("type") == "content_block_stop").Select(one => one.GetProperty("index").GetInt32()));
    }

    [Fact]
    [Trait("bug", "B05")]
    public void What_comes_in_turns_leaves_one_block_after_the_other()
    {
        var message = StrictClient.Message(s_chatForMessages.Stream(
            Call(0, "a", """{\"a\":"""), Replies.Chunk("""{"content":"x"}"""), Call(1, "b", """{\"b\":"""), More(0, "1}"), More(1, "2}"), Replies.Chunk("{}", "\"tool_calls\""), "[DONE]"));
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], message.GetProperty("content").EnumerateArray().Where(one => one.Text("type") == "tool_use").Select(one => one.GetProperty("input").GetRawText()));
        Assert.Single(message.GetProperty("content").EnumerateArray(), one => one.Text("text") == "x");
    }

    [Fact]
    [Trait("bug", "B06")]
    [Trait("bug", "B26")]
    public void Geminis_call_begins_for_an_Anthropic_client_before_it_goes_on_and_ends()
    {
        var stream = new Pair(WireFormat.Messages, WireFormat.Generate).Stream(
            """{"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"f","args":{"n":1.50}}},{"functionCall":{"name":"g"}}]},"finishReason":"STOP","index":0}],"responseId":"r"}""");
        Assert.Equal(["""{"n":1.50}""", "{}"], StrictClient.Message(stream).GetProperty("content").EnumerateArray().Select(one => one.GetProperty("input").GetRawText()));
        var first = Speech.Events(stream).Where(one => one.TryGetProperty("index", out var index) && index.GetInt32() == 0).Select(one => one.Text("type"));
        Assert.Equal(["content_block_start", "content_block_delta", "content_block_stop"], first);
    }

    [Theory]
    [Trait("bug", "B08")]
    [InlineData("[DONE]")]
    [InlineData(null)]
    public void A_finish_without_usage_ends_the_message_with_or_without_a_last_word(string? last)
    {
        string[] events = [Replies.Chunk("""{"content":"a"}"""), Replies.Chunk("{}", "\"stop\"")];
        var message = StrictClient.Message(s_chatForMessages.Stream(last is null ? events : [.. events, last]));
        Assert.Equal(("end_turn", 0L), (message.Text("stop_reason"), message.GetProperty("usage").Whole("output_tokens")));
    }

    [Fact]
    [Trait("bug", "B09")]
    [Trait("bug", "B49")]
    public void A_limit_is_a_limit_in_every_clients_words_and_the_first_text_is_kept()
    {
        string[] cut =
        [
            """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"x","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Once "}}""", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"upon"}}""",
            """{"type":"content_block_stop","index":0}""", """{"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":2}}""", """{"type":"message_stop"}""",
        ];
        var chunks = Data(new Pair(WireFormat.Chat, WireFormat.Messages).Stream(cut)).Where(one => one.GetProperty("choices").GetArrayLength() > 0).Select(one => one.GetProperty("choices")[0]).ToList();
        Assert.Equal("Once upon", string.Concat(chunks.Select(one => one.GetProperty("delta").Text("content"))));
        Assert.Equal("length", chunks[^1].Text("finish_reason"));

        var events = Data(new Pair(WireFormat.Responses, WireFormat.Messages).Stream(cut));
        Assert.Equal("response.incomplete", events[^1].Text("type"));
        Assert.Equal("max_output_tokens", StrictResponse.Accept(events).GetProperty("incomplete_details").Text("reason"));

        Assert.Equal("MAX_TOKENS", Data(new Pair(WireFormat.Generate, WireFormat.Messages).Stream(cut))[^1].GetProperty("candidates")[0].Text("finishReason"));
    }

    [Fact]
    [Trait("bug", "B10")]
    public void Usage_is_in_the_first_event_though_Bedrock_tells_it_last()
    {
        var events = Speech.Events(new Pair(WireFormat.Messages, WireFormat.Converse).Stream(Replies.Stream(WireFormat.Converse)));
        Assert.True(events[0].GetProperty("message").GetProperty("usage").Whole("input_tokens") >= 0);
        Assert.Equal(55, events.Single(one => one.Text("type") == "message_delta").GetProperty("usage").Whole("output_tokens"));
    }

    [Fact]
    [Trait("bug", "B11")]
    public void A_whole_reply_becomes_a_stream_where_one_was_asked_for() => Assert.All(Enum.GetValues<WireFormat>(), target =>
    {
        var message = StrictClient.Message(new Pair(WireFormat.Messages, target).Synthesised(Replies.Whole(target)));
        Assert.Equal("""{"city":"Oslo","days":2.0}""", message.GetProperty("content").EnumerateArray().First(one => one.Text("type") == "tool_use").GetProperty("input").GetRawText());
    });

    [Fact]
    [Trait("bug", "B12")]
    public void Calls_are_counted_from_0_for_a_Chat_client_though_they_are_blocks_2_and_3() => Assert.Equal(
        [0, 1],
        Data(new Pair(WireFormat.Chat, WireFormat.Messages).Stream(Replies.Stream(WireFormat.Messages)))
            .Where(one => one.GetProperty("choices").GetArrayLength() > 0 && one.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("tool_calls", out _))
            .Select(one => one.GetProperty("choices")[0].GetProperty("delta").GetProperty("tool_calls")[0].GetProperty("index").GetInt32()).Distinct());

    [Theory]
    [Trait("bug", "B13")]
    [InlineData("{}", """{\"query\":\"test\",\"limit\":10}""")]
    [InlineData("{\\\"query\\\":\\\"test\\\"", """,\"limit\":10}""")]
    public void Arguments_are_over_only_when_the_call_is(string first, string then)
    {
        var events = Data(new Pair(WireFormat.Responses, WireFormat.Chat).Stream(Call(0, "a", first), More(0, then), Replies.Chunk("{}", "\"tool_calls\""), "[DONE]"));
        Assert.Equal("""{"query":"test","limit":10}""", Assert.Single(events, one => one.Text("type") == "response.function_call_arguments.done").Text("arguments"));
        StrictResponse.Accept(events);
    }

    [Theory]
    [Trait("bug", "B16")]
    [InlineData(WireFormat.Messages)]
    [InlineData(WireFormat.Chat)]
    [InlineData(WireFormat.Responses)]
    [InlineData(WireFormat.Generate)]
    [InlineData(WireFormat.Ollama)]
    [InlineData(WireFormat.Converse)]
    internal void A_stream_that_is_cut_is_never_a_success(WireFormat target)
    {
        var whole = Replies.Stream(target);
        var half = whole.AsMemory(0, whole.Length / 2);
        Assert.Contains("event: error\n", new Pair(WireFormat.Messages, target).Stream(half));
        Assert.DoesNotContain("message_stop", new Pair(WireFormat.Messages, target).Stream(half));
        Assert.DoesNotContain("[DONE]", new Pair(WireFormat.Chat, target).Stream(half));
        Assert.Equal("response.failed", Data(new Pair(WireFormat.Responses, target).Stream(half))[^1].Text("type"));
        Assert.Contains("\"error\"", new Pair(WireFormat.Generate, target).Stream(half));
    }

    [Fact]
    [Trait("bug", "B17")]
    public void A_response_that_failed_is_an_error_event_for_an_Anthropic_client()
    {
        var stream = new Pair(WireFormat.Messages, WireFormat.Responses).Stream(
            """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","model":"x","output":[]}}""",
            """{"type":"response.failed","sequence_number":1,"response":{"id":"resp_1","status":"failed","error":{"code":"server_error","message":"It broke."},"output":[]}}""");
        Assert.Contains("It broke.", Speech.Events(stream).Single(one => one.Text("type") == "error").GetProperty("error").Text("message"));
        Assert.DoesNotContain("message_stop", stream);
        Assert.DoesNotContain("end_turn", stream);
    }

    [Fact]
    [Trait("bug", "B30")]
    public void Raw_reasoning_and_its_summary_are_said_once_to_a_Chat_client()
    {
        var chunks = Data(new Pair(WireFormat.Chat, WireFormat.Responses).Stream(
            """{"type":"response.created","response":{"id":"r","status":"in_progress","model":"x","output":[]}}""", """{"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[]}}""",
            """{"type":"response.reasoning_text.delta","item_id":"rs","output_index":0,"content_index":0,"delta":"raw"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs","summary":[],"content":[{"type":"reasoning_text","text":"raw"}]}}""",
            """{"type":"response.completed","response":{"id":"r","status":"completed","model":"x","output":[]}}"""));
        Assert.Equal("raw", string.Concat(chunks.Where(one => one.GetProperty("choices").GetArrayLength() > 0).Select(one => one.GetProperty("choices")[0].GetProperty("delta").Text("reasoning_content"))));
    }

    private static string Call(int index, string id, string arguments) =>
        Replies.Chunk($$$"""{"tool_calls":[{"index":{{{index}}},"id":"{{{id}}}","type":"function","function":{"name":"f","arguments":"{{{arguments}}}"}}]}""");

    private static string More(int index, string arguments) => Replies.Chunk($$$"""{"tool_calls":[{"index":{{{index}}},"function":{"arguments":"{{{arguments}}}"}}]}""");

    /// <summary>The JSON of a stream's events.</summary>
    private static List<JsonElement> Data(string stream) =>
        [.. stream.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => Speech.Parse(line["data: ".Length..]))];
}
