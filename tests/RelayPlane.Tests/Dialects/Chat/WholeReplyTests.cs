using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

public sealed class WholeReplyTests
{
    private static NeutralReply Reply(StopKind stop, params Block[] blocks) => new("c", "m", blocks, new Stop(stop), null);

    private static JsonElement Message(NeutralReply reply) => Chatting.WriteReply(reply).GetProperty("choices")[0].GetProperty("message");

    [Fact]
    public void A_message_that_only_calls_tools_has_null_for_content()
    {
        var message = Message(Reply(StopKind.ToolUse, new ToolCallBlock("a", "f", "{}")));
        Assert.Equal(JsonValueKind.Null, message.GetProperty("content").ValueKind);
        Assert.Equal("function", message.GetProperty("tool_calls")[0].Text("type"));
    }

    [Fact]
    public void Blocks_of_text_are_one_text_without_anything_between()
    {
        var cited = new TextBlock("cd") { Citations = [new Citation("https://x", "X", 0, 1)] };
        var message = Message(Reply(StopKind.EndTurn, new TextBlock("ab"), cited));
        Assert.Equal("abcd", message.Text("content"));
        Assert.Equal("""{"url":"https://x","title":"X","start_index":2,"end_index":3}""", message.GetProperty("annotations")[0].GetProperty("url_citation").GetRawText());
    }

    [Theory]
    [InlineData(StopKind.MaxTokens, "length")]
    [InlineData(StopKind.ContextWindow, "length")]
    [InlineData(StopKind.Refusal, "content_filter")]
    [InlineData(StopKind.StopSequence, "stop")]
    [InlineData(StopKind.Other, "stop")]
    internal void Every_reason_to_stop_has_a_word(StopKind kind, string word) =>
        Assert.Equal(word, Chatting.WriteReply(Reply(kind, new TextBlock("x"))).GetProperty("choices")[0].Text("finish_reason"));

    [Theory]
    [InlineData("eos", StopKind.EndTurn)]
    [InlineData("model_length", StopKind.MaxTokens)]
    [InlineData("tool_call", StopKind.ToolUse)]
    [InlineData("content_filter", StopKind.Refusal)]
    [InlineData("never heard of", StopKind.Other)]
    internal void Every_providers_word_for_the_end_is_understood(string word, StopKind kind) =>
        Assert.Equal(kind, Chatting.Reply($$$"""{"id":"c","choices":[{"message":{"content":"x"},"finish_reason":"{{{word}}}"}]}""").Stop.Kind);

    [Fact]
    [Trait("bug", "B44")]
    [Trait("bug", "B45")]
    public void What_was_written_to_the_cache_is_input_and_counted_once()
    {
        var usage = Chatting.WriteReply(Reply(StopKind.EndTurn, new TextBlock("x")) with { Usage = new TokenUsage(3, 0, 12304, 0, 550, 0) }).GetProperty("usage");
        Assert.Equal((12307L, 550L, 12857L), (usage.Whole("prompt_tokens"), usage.Whole("completion_tokens"), usage.Whole("total_tokens")));
        Assert.Equal(12304, usage.GetProperty("prompt_tokens_details").Whole("cache_write_tokens"));
        Assert.Equal(0, usage.GetProperty("completion_tokens_details").Whole("reasoning_tokens"));
    }

    [Fact]
    [Trait("bug", "B47")]
    public void Reasoning_that_its_provider_counts_on_top_is_in_the_output()
    {
        var usage = Chatting.Reply("""
            {"id":"c","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":115,"completion_tokens_details":{"reasoning_tokens":100}}}
            """).Usage;
        Assert.Equal(new TokenUsage(10, 0, 0, 0, 105, 100), usage);
    }

    [Fact]
    public void A_refusal_keeps_its_words()
    {
        var reply = Chatting.Reply("""{"id":"c","choices":[{"message":{"content":null,"refusal":"no"},"finish_reason":"stop"}]}""");
        Assert.Equal(StopKind.Refusal, reply.Stop.Kind);
        Assert.Equal("no", Message(reply).Text("refusal"));
        var explained = Message(Reply(StopKind.Refusal) with { Stop = new Stop(StopKind.Refusal, Detail: "against the rules") });
        Assert.Equal(("against the rules", JsonValueKind.Null), (explained.Text("refusal"), explained.GetProperty("content").ValueKind));
    }

    [Fact]
    public void Perplexitys_sources_belong_to_the_text()
    {
        var text = Assert.IsType<TextBlock>(Chatting.Reply("""
            {"id":"c","citations":["https://a"],"search_results":[{"title":"A","url":"https://a"}],"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}
            """).Blocks[0]);
        Assert.Equal(("https://a", "A"), (text.Citations[0].Url, text.Citations[0].Title));
    }

    [Fact]
    [Trait("bug", "B21")]
    public void State_of_thoughts_is_handed_to_the_client_and_known_again()
    {
        var state = new OpaqueState(WireFormat.Responses, "encrypted", "openai", "k1");
        var message = Message(Reply(StopKind.EndTurn, new ThinkingBlock("hm") { State = state, IsSummary = true, ItemId = "rs_1" }, new TextBlock("x")));
        var thought = Chatting.Request($$"""{"model":"m","messages":[{{message.GetRawText()}}]}""").Turns[0].Blocks.OfType<ThinkingBlock>().Single();
        Assert.Equal(("hm", state, true, "rs_1"), (thought.Text, thought.State, thought.IsSummary, thought.ItemId));
    }
}
