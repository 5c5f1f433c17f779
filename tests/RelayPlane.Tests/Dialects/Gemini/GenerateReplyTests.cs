using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>What Gemini's replies mean, and what a Gemini client is told.</summary>
public sealed class GenerateReplyTests
{
    [Fact]
    [Trait("bug", "B26")]
    public void A_call_without_arguments_in_a_stream_is_a_call_with_its_signature_begun_before_it_goes_on()
    {
        var events = Translated.Events("""data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"read"},"thoughtSignature":"S"}]}}],"responseId":"r1"}""" + "\r\n\r\n"
            + """data: {"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}""" + "\r\n\r\n");
        Assert.Equal(["Started", "BlockStarted", "StateCame", "Delta", "BlockEnded", "Ended"], events.Select(one => one.GetType().Name).ToArray());
        var call = Assert.IsType<ToolCallBlock>(Assert.Single(Reply(events).Blocks));
        Assert.Equal(("call_rp_r1_0", "{}", "S", "google"), (call.Id, call.Arguments, call.State?.Data, call.State?.Provider));
        Assert.Equal(StopKind.ToolUse, Reply(events).Stop.Kind);
    }

    [Fact]
    public void Arguments_that_come_value_by_value_make_one_object()
    {
        var reply = Reply(Translated.Events(string.Concat(
            Chunk("""{"functionCall":{"name":"cook","willContinue":true}}"""),
            Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.a.steps[0].text","stringValue":"mi","willContinue":true}],"willContinue":true}}"""),
            Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.a.steps[0].text","stringValue":"x"},{"jsonPath":"$.n","numberValue":1.50},{"jsonPath":"$.b","boolValue":true},{"jsonPath":"$.z","nullValue":"NULL_VALUE"}],"willContinue":true}}"""),
            Chunk("""{"functionCall":{}}""", "STOP"))));
        Assert.Equal("""{"a":{"steps":[{"text":"mix"}]},"n":1.50,"b":true,"z":null}""", Assert.IsType<ToolCallBlock>(Assert.Single(reply.Blocks)).Arguments);
    }

    [Fact]
    public void The_signature_on_a_last_empty_text_is_kept()
    {
        var reply = Reply(Translated.Events(Chunk("""{"text":"hm","thought":true}""") + Chunk("""{"text":"hi"}""") + Chunk("""{"text":"","thoughtSignature":"S"}""", "STOP")));
        Assert.Equal("hm", Assert.IsType<ThinkingBlock>(reply.Blocks[0]).Text);
        Assert.Equal("hi", Assert.IsType<TextBlock>(reply.Blocks[1]).Text);
        Assert.Equal("S", Assert.IsType<ThinkingBlock>(reply.Blocks[2]).State?.Data);
    }

    [Fact]
    public void A_blocked_prompt_is_a_refusal()
    {
        var reply = Read("""{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":4},"modelVersion":"m"}""");
        Assert.Equal(new Stop(StopKind.Refusal, "SAFETY"), reply.Stop);
        Assert.Equal(4, reply.Usage?.Input);
        Assert.Empty(reply.Blocks);
    }

    [Theory]
    [InlineData("1", "EndTurn")]
    [InlineData("\"MAX_TOKENS\"", "MaxTokens")]
    [InlineData("\"MODEL_ARMOR\"", "Refusal")]
    [InlineData("\"IMAGE_SAFETY\"", "Refusal")]
    [InlineData("\"NEVER_SEEN\"", "Other")]
    public void A_finish_reason_is_understood_as_word_and_as_number(string reason, string kind) =>
        Assert.Equal(kind, Read($$"""{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":{{reason}}}]}""").Stop.Kind.ToString());

    [Fact]
    public void A_stream_that_ends_over_a_malformed_call_without_an_answer_failed()
    {
        var events = Translated.Events("""data: {"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"print(1)"}]}""" + "\n\n");
        Assert.Equal("print(1)", Assert.IsType<Failed>(events[^1]).Error.Message);
    }

    [Fact]
    [Trait("bug", "B16")]
    public void A_stream_without_a_finish_reason_broke_off()
    {
        Assert.IsType<Failed>(Translated.Events(Chunk("""{"text":"hi"}"""))[^1]);
    }

    [Fact]
    public void Bytes_of_grounding_become_characters_and_bytes_again()
    {
        var reply = Read("""{"candidates":[{"content":{"parts":[{"text":"Zürich 😀 is "},{"text":"big."}]},"finishReason":"STOP","groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://z","title":"Z"}}],"groundingSupports":[{"segment":{"startIndex":8,"endIndex":12,"text":"😀"},"groundingChunkIndices":[0]}]}}]}""");
        var citation = Assert.Single(Assert.IsType<TextBlock>(Assert.Single(reply.Blocks)).Citations);
        Assert.Equal(("https://z", 7, 9), (citation.Url, citation.Start, citation.End));
        Assert.Contains("\"segment\":{\"startIndex\":8,\"endIndex\":12,", Translated.Whole(reply), StringComparison.Ordinal);
        Assert.Contains("\"endIndex\":12", Translated.Stream(Gathering.Events(reply)), StringComparison.Ordinal);
    }

    [Fact]
    public void Thoughts_are_added_to_what_was_put_out_and_taken_off_again()
    {
        var reply = Read("""{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"cachedContentTokenCount":4,"candidatesTokenCount":3,"thoughtsTokenCount":5,"totalTokenCount":18}}""");
        Assert.Equal(new TokenUsage(6, 4, 0, 0, 8, 5), reply.Usage);
        Assert.Contains("""{"promptTokenCount":10,"cachedContentTokenCount":4,"candidatesTokenCount":3,"thoughtsTokenCount":5,"totalTokenCount":18}""", Translated.Whole(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_formats_usage_counts_the_whole_prompt()
    {
        var reply = new NeutralReply("i", "m", [new TextBlock("a")], new Stop(StopKind.EndTurn), new TokenUsage(3, 0, 12304, 0, 550, 0));
        Assert.Contains("""{"promptTokenCount":12307,"candidatesTokenCount":550,"totalTokenCount":12857}""", Translated.Whole(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_without_sse_is_one_array_also_where_it_fails()
    {
        var events = new ReplyEvent[] { new Started("i", "m"), new BlockStarted(0, new TextBlock(string.Empty)), new Delta(0, "a"), new Failed(new ProviderError(ErrorKind.Overloaded, "busy")) };
        using var array = JsonDocument.Parse(Translated.Stream(events, sse: false));
        Assert.Equal(2, array.RootElement.GetArrayLength());
        Assert.Equal("UNAVAILABLE", array.RootElement[1].GetProperty("error").GetProperty("status").GetString());
    }

    [Fact]
    public void Anothers_thought_comes_back_whole_from_a_gemini_client()
    {
        var state = new OpaqueState(WireFormat.Messages, "claude", "anthropic");
        var events = new ReplyEvent[]
        {
            new Started("i", "m"), new BlockStarted(0, new ThinkingBlock(string.Empty)), new Delta(0, "I "), new Delta(0, "think"), new StateCame(0, state), new BlockEnded(0),
            new Ended(new Stop(StopKind.EndTurn), null),
        };
        var parts = Translated.Stream(events).Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(chunk => JsonDocument.Parse(chunk[6..]).RootElement.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts").EnumerateArray())
            .Select(part => part.GetRawText());
        var request = Translated.Read($$"""{"contents":[{"role":"model","parts":[{{string.Join(",", parts)}}]}]}""");
        var thought = Assert.IsType<ThinkingBlock>(Assert.Single(request.Turns[0].Blocks, block => block is not TextBlock { Text.Length: 0 }));
        Assert.Equal(("I think", state), (thought.Text, thought.State));
    }

    [Fact]
    public void Results_are_paired_by_id_else_by_name_else_in_order()
    {
        var request = Translated.Read("""
            {"contents":[{"role":"model","parts":[{"functionCall":{"id":"x","name":"a"}},{"functionCall":{"name":"b"}},{"functionCall":{"name":"a"}}]},
            {"parts":[{"functionResponse":{"name":"b","response":{"output":"1"}}},{"functionResponse":{"id":"x","name":"a","response":{"error":"2"}}},{"functionResponse":{"name":"?","response":{"n":3}}}]}]}
            """);
        var calls = request.Turns[0].Blocks.Cast<ToolCallBlock>().Select(call => call.Id).ToList();
        Assert.Equal(["x", "call_rp_0_0", "call_rp_0_1"], calls);
        Assert.Equal([calls[1], calls[0], calls[2]], request.Turns[1].Blocks.Cast<ToolResultBlock>().Select(result => result.CallId));
    }

    private static NeutralReply Read(string body) => new GenerateTarget().ReadReply(JsonDocument.Parse(body).RootElement, Translated.For());

    private static NeutralReply Reply(List<ReplyEvent> events)
    {
        var (reply, error) = Gathering.Reply(events);
        Assert.True(reply is not null, error?.Message);
        return reply;
    }

    private static string Chunk(string part, string? finish = null) =>
        $$$"""data: {"candidates":[{"content":{"role":"model","parts":[{{{part}}}]}{{{(finish is null ? "" : $",\"finishReason\":\"{finish}\"")}}}}],"responseId":"r1"}""" + "\r\n\r\n";
}
