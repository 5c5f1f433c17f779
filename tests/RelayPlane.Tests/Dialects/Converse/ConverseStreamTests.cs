using RelayPlane.Catalog;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Converse;

public sealed class ConverseStreamTests
{
    private const string Usage = """{"metrics":{"latencyMs":1},"usage":{"inputTokens":3,"outputTokens":9,"totalTokens":1724,"cacheReadInputTokens":1000,"cacheWriteInputTokens":712,"cacheDetails":[{"inputTokens":700,"ttl":"1h"},{"inputTokens":12,"ttl":"5m"}]}}""";

    [Fact]
    public void Thought_text_and_calls_come_out_in_order_with_the_state_of_the_thought()
    {
        var events = Read(
            Frames.Event("messageStart", """{"role":"assistant","p":"abc"}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Hm"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"sig=="}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":0}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"reasoningContent":{"redactedContent":"UkVE"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":1}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"text":"I \"look\""}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":2}"""),
            Frames.Event("contentBlockStart", """{"contentBlockIndex":3,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"look"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":3,"delta":{"toolUse":{"input":"{\"at\":1"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":3,"delta":{"toolUse":{"input":".0}"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":3}"""),
            Frames.Event("messageStop", """{"stopReason":"tool_use"}"""),
            Frames.Event("metadata", Usage));
        Assert.Equal(
            """
            thought False Hm sig==
            thought True  UkVE
            text I "look" 
            call tooluse_1 look {"at":1.0}
            """.ReplaceLineEndings("\n") + $"\nToolUse tool_use {new TokenUsage(3, 1000, 12, 700, 9, 0)}",
            Translated.Shown(Gathering.Reply(events).Reply));
        var state = ((ThinkingBlock)Gathering.Reply(events).Reply!.Blocks[0]).State!;
        Assert.Equal((WireFormat.Converse, "bedrock", "key-1"), (state.Format, state.Provider, state.Key));
    }

    /// <summary>B18: an error within the stream is one of its messages.</summary>
    [Theory]
    [InlineData("throttlingException", ErrorKind.RateLimit)]
    [InlineData("modelStreamErrorException", ErrorKind.Server)]
    [InlineData("serviceUnavailableException", ErrorKind.Overloaded)]
    [InlineData("validationException", ErrorKind.InvalidRequest)]
    [InlineData("modelTimeoutException", ErrorKind.Timeout)]
    internal void An_exception_in_the_stream_ends_it_with_its_own_name_and_words(string exception, ErrorKind kind)
    {
        var events = Read(Frames.Event("messageStart", """{"role":"assistant"}"""), Frames.Exception(exception, """{"message":"Too much \u00e9"}"""), Frames.Event("messageStop", """{"stopReason":"end_turn"}"""));
        Assert.Equal(new ProviderError(kind, "Too much é", exception), Assert.IsType<Failed>(events[^1]).Error);
    }

    [Fact]
    public void An_error_message_says_itself_in_its_headers()
    {
        var events = Read(Frames.Error("InternalFailure", "It broke"));
        Assert.Equal(new ProviderError(ErrorKind.Server, "It broke", "InternalFailure"), Assert.IsType<Failed>(Assert.Single(events)).Error);
    }

    [Fact]
    public void A_stream_with_a_wrong_checksum_or_without_its_stop_is_never_whole()
    {
        var stream = Frames.All(Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"a"}}"""), Frames.Event("messageStop", """{"stopReason":"end_turn"}"""));
        stream[^30] ^= 1;
        Assert.Contains("checksum", Assert.IsType<Failed>(Events(stream)[^1]).Error.Message, StringComparison.Ordinal);
        Assert.IsType<Failed>(Read(Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"a"}}"""))[^1]);
    }

    [Fact]
    public void A_hosted_tool_is_told_as_what_only_this_format_knows()
    {
        var events = Read(
            Frames.Event("contentBlockStart", """{"contentBlockIndex":0,"start":{"toolUse":{"name":"nova_code_interpreter","toolUseId":"t","type":"server_tool_use"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"toolUse":{"input":"{}"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":0}"""),
            Frames.Event("contentBlockStart", """{"contentBlockIndex":1,"start":{"toolResult":{"status":"success","toolUseId":"t","type":"nova_code_interpreter_result"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"toolResult":[{"json":{"isError":false}}]}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":1}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"text":"7"}}"""),
            Frames.Event("messageStop", """{"stopReason":"end_turn"}"""));
        var reply = Gathering.Reply(events).Reply!;
        Assert.Equal(["server_tool_use", "nova_code_interpreter_result"], reply.Blocks.OfType<OpaqueBlock>().Select(block => block.Type));
        Assert.Equal((StopKind.EndTurn, "7"), (reply.Stop.Kind, Assert.IsType<TextBlock>(reply.Blocks[2]).Text));
    }

    [Fact]
    public void Citations_reach_the_text_that_they_belong_to()
    {
        var events = Read(
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"So."}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"citation":{"title":"facts","location":{"web":{"url":"https://e.example"}},"sourceContent":[{"text":"It is "},{"text":"so."}]}}}"""),
            Frames.Event("messageStop", """{"stopReason":"end_turn"}"""));
        Assert.Equal(new Citation("https://e.example", "facts") { CitedText = "It is so." }, Assert.Single(Assert.IsType<TextBlock>(Gathering.Reply(events).Reply!.Blocks[0]).Citations));
    }

    /// <summary>B49: a reply that was cut at its limit says so.</summary>
    [Theory]
    [InlineData("max_tokens", StopKind.MaxTokens)]
    [InlineData("model_context_window_exceeded", StopKind.ContextWindow)]
    [InlineData("guardrail_intervened", StopKind.Refusal)]
    [InlineData("content_filtered", StopKind.Refusal)]
    [InlineData("stop_sequence", StopKind.StopSequence)]
    [InlineData("malformed_tool_use", StopKind.Other)]
    internal void Every_reason_to_stop_is_known(string reason, StopKind kind)
    {
        var streamed = Read(Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"a"}}"""), Frames.Event("messageStop", $$$"""{"stopReason":"{{{reason}}}","additionalModelResponseFields":{"stop_sequence":"END"}}"""));
        var whole = new ConverseTarget().ReadReply(Translated.Json($$$"""{"output":{"message":{"role":"assistant","content":[{"text":"a"}]}},"stopReason":"{{{reason}}}","additionalModelResponseFields":{"stop_sequence":"END"}}"""), Translated.For("bedrock"));
        Assert.Equal(new Stop(kind, reason, "END"), whole.Stop);
        Assert.Equal(new Stop(kind, reason, "END"), Gathering.Reply(streamed).Reply!.Stop);
    }

    private static List<ReplyEvent> Read(params byte[][] frames) => Events(Frames.All(frames));

    private static List<ReplyEvent> Events(byte[] stream) => Translated.Events(new ConverseTarget().Reader(Translated.For("bedrock")), [stream]);
}
