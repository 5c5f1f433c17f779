using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dispatch.Judging;
using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Dispatch.Judging;

public sealed class JudgeTests
{
    private const string Weather = """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["c","f"]}},"required":["city"],"additionalProperties":false}""";

    [Theory]
    [InlineData("get_weather", """{"city":"Rome"}""", null)]
    [InlineData("get_weather", """{"city":"Rome","days":3,"unit":"c"}""", null)]
    [InlineData("get_weather", """{"city":"Rome","days":null}""", null)]
    [InlineData("get_weather", """{"city":"Rome \ud83d"}""", null)]
    [InlineData("get_weather", """{"city":"Rome","unit":"\ud83d"}""", "BadToolCall")]
    [InlineData("get_weather", """{"city":"Rome","days":"three"}""", "BadToolCall")]
    [InlineData("get_weather", """{"city":"Rome","unit":"k"}""", "BadToolCall")]
    [InlineData("get_weather", """{"town":"Rome"}""", "BadToolCall")]
    [InlineData("get_weather", """{"city":"Rome","country":"it"}""", "BadToolCall")]
    [InlineData("get_weather", "{}", "BadToolCall")]
    [InlineData("get_weather", "", "BadToolCall")]
    [InlineData("get_weather", """{"city":"Ro""", "BadToolCall")]
    [InlineData("get_weather", "\"Rome\"", "BadToolCall")]
    [InlineData("get_wether", """{"city":"Rome"}""", "BadToolCall")]
    [InlineData("now", "", null)]
    [InlineData("now", "{}", null)]
    [InlineData("now", "[]", "BadToolCall")]
    [InlineData("", "", null)]
    public void A_tool_call_must_be_one_that_the_client_can_make(string name, string arguments, string? fault)
    {
        using var schema = JsonDocument.Parse(Weather);
        using var expected = Expecting(request => request with { Tools = [new ToolDef("get_weather") { Schema = schema.RootElement }, new ToolDef("now")] });
        Assert.Equal(fault, Judge.Of(Reply(new ToolCallBlock("1", name, arguments)), expected, EscalateOn.Judged)?.ToString());
        Assert.Null(Judge.Of(Reply(new ToolCallBlock("1", name, arguments)), expected, EscalateOn.Judged & ~EscalateOn.BadToolCall));
    }

    [Fact]
    public void A_name_is_unknown_only_where_all_names_are_known()
    {
        var call = Reply(new ToolCallBlock("1", "lookup", "{}"));
        using var hosted = Expecting(request => request with { Tools = [new ToolDef("now"), new ToolDef("web_search") { Hosted = HostedTool.WebSearch }] });
        using var later = Expecting(request => request with { Tools = [new ToolDef("now")], Turns = [new Turn(Role.User, [new OpaqueBlock("additional_tools")])] });
        using var none = Expecting(request => request);
        Assert.Null(Judge.Of(call, hosted, EscalateOn.BadToolCall));
        Assert.Null(Judge.Of(call, later, EscalateOn.BadToolCall));
        Assert.Null(Judge.Of(call, none, EscalateOn.BadToolCall));
    }

    [Fact]
    public void A_freeform_tools_input_is_text()
    {
        using var expected = Expecting(request => request with { Tools = [new ToolDef("patch") { Freeform = true }] });
        Assert.Null(Judge.Of(Reply(new ToolCallBlock("1", "patch", "*** Begin") { Freeform = true }), expected, EscalateOn.Judged));
        Assert.Null(Judge.Of(Reply(new ToolCallBlock("1", "patch", "*** Begin")), expected, EscalateOn.Judged));
    }

    [Theory]
    [InlineData("""{"answer":42}""", null)]
    [InlineData(""" {"answer":42} """, null)]
    [InlineData("""{"answer":"42"}""", "InvalidJson")]
    [InlineData("Here it is: {\"answer\":42}", "InvalidJson")]
    [InlineData("```json\n{\"answer\":42}\n```", "InvalidJson")]
    [InlineData("", "InvalidJson")]
    public void An_answer_that_is_to_be_JSON_must_be_the_JSON_that_was_asked_for(string text, string? fault)
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"answer":{"type":"number"}},"required":["answer"]}""");
        using var expected = Expecting(request => request with { Format = new OutputFormat(schema.RootElement) });
        Assert.Equal(fault, Judge.Of(Reply(new TextBlock(text)), expected, EscalateOn.InvalidJson)?.ToString());
    }

    [Fact]
    public void Any_JSON_will_do_where_no_schema_is_given_and_a_tool_call_in_its_place_too()
    {
        using var expected = Expecting(request => request with { Format = new OutputFormat(null) });
        Assert.Null(Judge.Of(Reply(new TextBlock("[1]")), expected, EscalateOn.InvalidJson));
        Assert.Null(Judge.Of(Reply(new ToolCallBlock("1", "now", "{}")), expected, EscalateOn.InvalidJson));
        Assert.Equal(EscalateOn.InvalidJson, Judge.Of(Reply(new TextBlock("[1")), expected, EscalateOn.InvalidJson));
    }

    [Theory]
    [InlineData("MaxTokens", null, "Truncated")]
    [InlineData("MaxTokens", 8192L, "Truncated")]
    [InlineData("MaxTokens", 100L, null)]
    [InlineData("ContextWindow", 100L, "Truncated")]
    [InlineData("EndTurn", null, null)]
    public void A_cut_answer_is_a_fault_unless_the_client_wanted_it_short(string stop, long? limit, string? fault)
    {
        using var expected = Expecting(request => request with { MaxOutput = limit, Format = new OutputFormat(null) });
        var reply = Reply(new TextBlock("{}")) with { Stop = new Stop(Enum.Parse<StopKind>(stop)) };
        Assert.Equal(fault, Judge.Of(reply, expected, EscalateOn.Judged)?.ToString());
    }

    [Fact]
    public void What_a_small_limit_cut_is_judged_by_nothing_else()
    {
        using var expected = Expecting(request => request with { MaxOutput = 100, Format = new OutputFormat(null) });
        Assert.Null(Judge.Of(Reply(new TextBlock("{\"a")) with { Stop = new Stop(StopKind.MaxTokens) }, expected, EscalateOn.Judged));
    }

    [Fact]
    public void An_answer_without_anything_in_it_is_empty()
    {
        using var expected = Expecting(request => request);
        Assert.Equal(EscalateOn.Empty, Judge.Of(Reply(), expected, EscalateOn.Judged));
        Assert.Equal(EscalateOn.Empty, Judge.Of(Reply(new ThinkingBlock("Hm."), new TextBlock(" \n")), expected, EscalateOn.Judged));
        Assert.Null(Judge.Of(Reply(new OpaqueBlock("web_search_call")), expected, EscalateOn.Judged));
        Assert.Null(Judge.Of(Reply() with { Stop = new Stop(StopKind.StopSequence) }, expected, EscalateOn.Judged));
        Assert.Null(Judge.Of(Reply() with { Stop = new Stop(StopKind.Pause) }, expected, EscalateOn.Judged));
        Assert.Null(Judge.Of(Reply() with { Stop = new Stop(StopKind.Other, "queued") }, expected, EscalateOn.Judged));
    }

    [Fact]
    public void A_refusal_is_one_by_its_stop_by_its_block_or_by_its_words()
    {
        using var expected = Expecting(request => request);
        Assert.Equal(EscalateOn.Refusal, Judge.Of(Reply(new TextBlock("No.")) with { Stop = new Stop(StopKind.Refusal) }, expected, EscalateOn.Judged));
        Assert.Equal(EscalateOn.Refusal, Judge.Of(Reply(new RefusalBlock("No.")), expected, EscalateOn.Judged));
        Assert.Equal(EscalateOn.Refusal, Judge.Of(Reply(new TextBlock("I'm sorry, but I can't assist with that.")), expected, EscalateOn.Judged));
        Assert.Null(Judge.Of(Reply(new TextBlock("I'm sorry, but I can't assist with that."), new ToolCallBlock("1", "now", "{}")), expected, EscalateOn.Judged));
    }

    [Fact]
    public void Doubt_is_a_fault_only_where_the_config_says_so()
    {
        using var expected = Expecting(request => request);
        var reply = Reply(new TextBlock("I’m not sure, but it may be Paris."));
        Assert.Equal(EscalateOn.Uncertainty, Judge.Of(reply, expected, EscalateOn.Uncertainty));
        Assert.Null(Judge.Of(reply, expected, EscalateOn.Judged & ~EscalateOn.Uncertainty));
    }

    private static NeutralReply Reply(params Block[] blocks) => new("1", "m", blocks, new Stop(blocks.Any(block => block is ToolCallBlock) ? StopKind.ToolUse : StopKind.EndTurn), null);

    private static Expected Expecting(Func<NeutralRequest, NeutralRequest> with) => new(with(new NeutralRequest { From = WireFormat.Chat, Turns = [] }));
}
