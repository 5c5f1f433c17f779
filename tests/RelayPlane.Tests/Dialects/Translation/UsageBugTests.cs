using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Tests.Dialects.Anthropic;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>Known bugs of other gateways in counts of tokens, to the token.</summary>
public sealed class UsageBugTests
{
    private const string Cached = """{"input_tokens":3,"cache_creation_input_tokens":12304,"cache_read_input_tokens":0,"output_tokens":550}""";

    [Fact]
    [Trait("bug", "B44")]
    [Trait("bug", "B45")]
    public void What_was_written_to_the_cache_is_in_the_prompt_once_whole_and_streamed()
    {
        var whole = new Pair(WireFormat.Chat, WireFormat.Messages).Whole(Message(Cached)).GetProperty("usage");
        var streamed = Last(new Pair(WireFormat.Chat, WireFormat.Messages).Stream(Streamed(Cached, """{"output_tokens":550}"""))).GetProperty("usage");
        Assert.All([whole, streamed], usage => Assert.Equal((12307L, 550L, 12857L), (usage.Whole("prompt_tokens"), usage.Whole("completion_tokens"), usage.Whole("total_tokens"))));

        var responses = new Pair(WireFormat.Responses, WireFormat.Messages).Whole(Message(Cached)).GetProperty("usage");
        Assert.Equal((12307L, 0L, 12857L), (responses.Whole("input_tokens"), responses.GetProperty("input_tokens_details").Whole("cached_tokens"), responses.Whole("total_tokens")));
        var gemini = new Pair(WireFormat.Generate, WireFormat.Messages).Whole(Message(Cached)).GetProperty("usageMetadata");
        Assert.Equal((12307L, 12857L), (gemini.Whole("promptTokenCount"), gemini.Whole("totalTokenCount")));
    }

    [Fact]
    [Trait("bug", "B45")]
    public void What_was_read_from_the_cache_is_in_the_prompt()
    {
        var usage = new Pair(WireFormat.Chat, WireFormat.Messages).Whole(Message("""{"input_tokens":7,"cache_creation_input_tokens":0,"cache_read_input_tokens":10021,"output_tokens":5}""")).GetProperty("usage");
        Assert.Equal((10028L, 10021L), (usage.Whole("prompt_tokens"), usage.GetProperty("prompt_tokens_details").Whole("cached_tokens")));
    }

    [Fact]
    [Trait("bug", "B46")]
    public void The_last_count_of_a_stream_holds_and_is_not_added() => Assert.Equal(
        77, Last(new Pair(WireFormat.Chat, WireFormat.Messages).Stream(Streamed("""{"input_tokens":0,"output_tokens":1}""", """{"input_tokens":77,"output_tokens":9}"""))).GetProperty("usage").Whole("prompt_tokens"));

    [Fact]
    [Trait("bug", "B47")]
    public void Reasoning_that_is_counted_apart_is_output_for_every_client()
    {
        const string reply = """{"id":"c","model":"grok","choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":35,"completion_tokens_details":{"reasoning_tokens":20}}}""";
        Assert.Equal(25, new Pair(WireFormat.Messages, WireFormat.Chat).Whole(reply).GetProperty("usage").Whole("output_tokens"));
        var gemini = new Pair(WireFormat.Generate, WireFormat.Chat).Whole(reply).GetProperty("usageMetadata");
        Assert.Equal((5L, 20L, 35L), (gemini.Whole("candidatesTokenCount"), gemini.Whole("thoughtsTokenCount"), gemini.Whole("totalTokenCount")));
    }

    [Fact]
    [Trait("bug", "B48")]
    public void Details_are_whole_numbers_for_a_Responses_client_though_Gemini_told_none()
    {
        const string reply = """{"candidates":[{"content":{"role":"model","parts":[{"text":"a"}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":2,"totalTokenCount":6},"responseId":"r"}""";
        var pair = new Pair(WireFormat.Responses, WireFormat.Generate);
        Assert.All([pair.Whole(reply), Last(pair.Stream(reply)).GetProperty("response")], response =>
        {
            var usage = response.GetProperty("usage");
            Assert.Equal("0", usage.GetProperty("input_tokens_details").GetProperty("cached_tokens").GetRawText());
            Assert.Equal("0", usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetRawText());
        });
    }

    private static string Message(string usage) =>
        $$"""{"id":"m","type":"message","role":"assistant","model":"x","content":[{"type":"text","text":"a"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{{usage}}}""";

    private static string[] Streamed(string first, string last) =>
    [
        $$$"""{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"x","content":[],"usage":{{{first}}}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}""",
        """{"type":"content_block_stop","index":0}""", $$$"""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{{{last}}}}""", """{"type":"message_stop"}""",
    ];

    private static JsonElement Last(string stream) => Speech.Parse(stream.Split('\n').Last(line => line.StartsWith("data: {", StringComparison.Ordinal))["data: ".Length..]);
}
