using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Chat;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

public sealed class RequestReaderTests
{
    [Fact]
    [Trait("bug", "B34")]
    public void Answers_of_tools_and_what_the_user_says_then_are_one_turn_with_the_answers_first()
    {
        var turns = Chatting.Request("""
            {"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":""}},
            {"id":"b","type":"function","function":{"name":"g","arguments":"{\"x\":1.50}"}}]},
            {"role":"tool","tool_call_id":"a","content":"1"},{"role":"tool","tool_call_id":"b","content":[{"type":"text","text":"2"}]},{"role":"user","content":"go on"},{"role":"user","content":"and on"}]}
            """).Turns;
        Assert.Equal([Role.Assistant, Role.User, Role.User], turns.Select(turn => turn.Role));
        Assert.Equal(["{}", "{\"x\":1.50}"], turns[0].Blocks.OfType<ToolCallBlock>().Select(call => call.Arguments));
        Assert.Equal(["ToolResultBlock", "ToolResultBlock", "TextBlock"], turns[1].Blocks.Select(block => block.GetType().Name));
        Assert.Equal(["f", "g"], turns[1].Blocks.OfType<ToolResultBlock>().Select(result => result.Name));
    }

    [Fact]
    public void The_deprecated_functions_are_tools_and_their_answers_meet_their_calls()
    {
        var request = Chatting.Request("""
            {"model":"m","functions":[{"name":"f","parameters":{"type":"object"}}],"function_call":{"name":"f"},"messages":[
            {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},{"role":"function","name":"f","content":"1"}]}
            """);
        Assert.True(request.LegacyFunctions);
        Assert.Equal("f", Assert.Single(request.Tools).Name);
        Assert.Equal(ToolChoiceMode.Named, request.ToolChoice?.Mode);
        var call = (ToolCallBlock)request.Turns[0].Blocks[0];
        Assert.Equal(call.Id, ((ToolResultBlock)request.Turns[1].Blocks[0]).CallId);
        var written = Chatting.Write(request, Chatting.Permissive).Items("messages").ToList();
        Assert.Equal(call.Id, written[0].Items("tool_calls").Single().Text("id"));
        Assert.Equal(("tool", call.Id), (written[1].Text("role"), written[1].Text("tool_call_id")));
    }

    [Theory]
    [InlineData("\"n\":1", LossWeight.None)]
    [InlineData("\"n\":2", LossWeight.Meaning)]
    [InlineData("\"logit_bias\":{\"1\":5}", LossWeight.Meaning)]
    [InlineData("\"modalities\":[\"text\",\"audio\"]", LossWeight.Meaning)]
    [InlineData("\"store\":true", LossWeight.Hint)]
    [InlineData("\"store\":false", LossWeight.None)]
    [InlineData("\"response_format\":{\"type\":\"text\"}", LossWeight.None)]
    [InlineData("\"response_format\":{\"type\":\"grammar\"}", LossWeight.Meaning)]
    [InlineData("\"temperature\":\"hot\"", LossWeight.Hint)]
    [InlineData("\"brand_new\":{}", LossWeight.Hint)]
    internal void A_member_that_the_neutral_form_does_not_carry_weighs_what_leaving_it_out_would_do(string member, LossWeight weight) =>
        Assert.Equal(weight, Assert.Single(Chatting.Request($$"""{"model":"m","messages":[],{{member}}}""").Rest).Weight);

    [Fact]
    public void Parts_of_every_kind_are_read()
    {
        var blocks = Chatting.Request("""
            {"model":"m","messages":[{"role":"user","content":[
            {"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"1h"}},
            {"type":"image_url","image_url":{"url":"data:image/webp;base64,AAAA","detail":"low"}},
            {"type":"image_url","image_url":"https://x/y.png"},
            {"type":"input_audio","input_audio":{"data":"BBBB","format":"wav"}},
            {"type":"file","file":{"file_data":"data:application/pdf;base64,CCCC","filename":"a.pdf"}},
            {"type":"file","file":{"file_id":"file-1"}},
            {"type":"hologram"}]}]}
            """).Turns[0].Blocks;
        Assert.True(blocks[0].Cache?.LongLived);
        Assert.Equal(
            [(MediaKind.Image, MediaSource.Base64, "AAAA", "image/webp"), (MediaKind.Image, MediaSource.Url, "https://x/y.png", null),
                (MediaKind.Audio, MediaSource.Base64, "BBBB", "audio/wav"), (MediaKind.Document, MediaSource.Base64, "CCCC", "application/pdf"), (MediaKind.Document, MediaSource.FileId, "file-1", null)],
            blocks.OfType<MediaBlock>().Select(media => (media.Kind, media.Source, media.Data, media.MediaType)));
        Assert.Equal("hologram", Assert.IsType<OpaqueBlock>(blocks[^1]).Type);
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"wizard","content":"y"}]}""", "messages[1].role")]
    public void What_no_provider_could_be_asked_is_refused_by_name(string body, string parameter) =>
        Assert.Equal(parameter, new ChatFormat().ReadRequest(Chatting.Json(body), new RequestHead(null, false)).Refusal?.Param);

    [Fact]
    public void Mistrals_thoughts_stay_among_the_parts()
    {
        const string Body = """{"model":"m","messages":[{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"x"}]}]}""";
        Assert.Equal("hm", Assert.IsType<ThinkingBlock>(Chatting.Request(Body).Turns[0].Blocks[0]).Text);
        Assert.Equal(2, Chatting.Again(Body, Chatting.Permissive).Items("messages").Single().Items("content").Count());
        Assert.Single(Chatting.Again(Body, Chatting.Permissive with { Replay = RelayPlane.Catalog.ReasoningReplay.Strip }).Items("messages").Single().Items("content"));
    }

    [Fact]
    public void A_thought_whose_words_the_client_lost_keeps_those_that_its_state_signs()
    {
        // OpenAI's SDK keeps the last piece only of a streamed member that it does not know.
        var state = new OpaqueState(WireFormat.Messages, "signature", "anthropic").Wrap();
        using var body = JsonDocument.Parse($$"""
            {"model":"m","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello","reasoning_content":"piece.",
             "reasoning_details":[{"type":"reasoning.encrypted","data":"{{state}}","format":"relayplane-v1","index":0,"text":"The whole piece."}]}]}
            """);
        Assert.True(new ChatFormat().ReadRequest(body.RootElement, new RequestHead(null, false)).TryGet(out var request, out _));
        var thought = Assert.Single(request.Turns.SelectMany(turn => turn.Blocks).OfType<ThinkingBlock>());
        Assert.Equal(("The whole piece.", "signature"), (thought.Text, thought.State!.Data));
    }
}
