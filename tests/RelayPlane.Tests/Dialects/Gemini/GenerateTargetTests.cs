using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>What a call of another format becomes at Gemini.</summary>
public sealed class GenerateTargetTests
{
    private static readonly JsonElement s_city = Json("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""");

    [Fact]
    public void Results_follow_their_calls_in_the_same_order_and_number_whatever_turns_they_came_in()
    {
        var (body, _) = Write(
            new Turn(Role.User, [new TextBlock("go")]),
            new Turn(Role.Assistant, [new ToolCallBlock("a", "one", "{}"), new ToolCallBlock("b", "two", "{}"), new ToolCallBlock("c", "three", "{}")]),
            new Turn(Role.User, [new ToolResultBlock("b", [new TextBlock("B")])]),
            new Turn(Role.User, [new TextBlock("and?"), new ToolResultBlock("a", [new TextBlock("A")]) { IsError = true }]));
        var parts = body.GetProperty("contents")[2].GetProperty("parts");
        Assert.Equal(3, body.GetProperty("contents").GetArrayLength());
        Assert.Equal("""[{"functionResponse":{"name":"one","response":{"error":"A"}}},{"functionResponse":{"name":"two","response":{"output":"B"}}},{"functionResponse":{"name":"three","response":{"error":"The call was interrupted."}}},{"text":"and?"}]""", parts.GetRawText());
    }

    [Fact]
    public void A_conversation_begins_with_the_user_and_instructions_amid_it_stay_where_they_stand()
    {
        var (body, _) = Write(
            new Turn(Role.System, [new TextBlock("first")]),
            new Turn(Role.Developer, [new TextBlock("second")]),
            new Turn(Role.Assistant, [new TextBlock("hello")]),
            new Turn(Role.System, [new TextBlock("be brief")]),
            new Turn(Role.User, [new TextBlock("hi")]));
        Assert.Equal("""{"parts":[{"text":"first"},{"text":"second"}]}""", body.GetProperty("systemInstruction").GetRawText());
        Assert.Equal("""[{"role":"user","parts":[{"text":" "}]},{"role":"model","parts":[{"text":"hello"}]},{"role":"user","parts":[{"text":"<system-reminder>\nbe brief\n</system-reminder>"},{"text":"hi"}]}]""", body.GetProperty("contents").GetRawText());
    }

    [Fact]
    [Trait("bug", "B25")]
    public void Only_the_first_call_of_a_step_without_a_signature_gets_the_sentinel_and_only_in_the_turn_that_goes_on()
    {
        var needs = Translated.Traits with { NeedsSignature = true };
        var (body, _) = Write(needs, "google",
            new Turn(Role.User, [new TextBlock("go")]),
            new Turn(Role.Assistant, [new ToolCallBlock("o", "old", "{}")]),
            new Turn(Role.User, [new ToolResultBlock("o", [])]),
            new Turn(Role.Assistant, [new TextBlock("done")]),
            new Turn(Role.User, [new TextBlock("again")]),
            new Turn(Role.Assistant, [new ToolCallBlock("a", "one", "{}"), new ToolCallBlock("b", "two", "{}")]),
            new Turn(Role.User, [new ToolResultBlock("a", []), new ToolResultBlock("b", [])]));
        Assert.Equal(["old -", "one skip_thought_signature_validator", "two -"], Calls(body));
    }

    [Fact]
    [Trait("bug", "B25")]
    [Trait("bug", "B31")]
    public void A_signature_goes_back_on_the_part_that_it_came_on_and_to_its_own_provider_only()
    {
        var turns = new[]
        {
            new Turn(Role.User, [new TextBlock("go")]),
            new Turn(Role.Assistant, [new ToolCallBlock("a", "one", "{}") { State = new OpaqueState(WireFormat.Generate, "SIG", "google") }, new ToolCallBlock("b", "two", "{}")]),
        };
        Assert.Equal(["one SIG", "two -"], Calls(Write(Translated.Traits, "google", turns).Body));
        Assert.Equal(["one -", "two -"], Calls(Write(Translated.Traits, "vertex", turns).Body));
    }

    [Fact]
    public void A_signature_that_a_client_holds_in_a_thought_goes_on_the_call_after_it()
    {
        var wrapped = new OpaqueState(WireFormat.Generate, "SIG", "google").Wrap();
        var (body, losses) = Write(
            new Turn(Role.User, [new TextBlock("go")]),
            new Turn(Role.Assistant,
            [
                new ThinkingBlock("hm") { State = OpaqueState.Unwrap(WireFormat.Messages, "foreign") },
                new ThinkingBlock(string.Empty) { State = OpaqueState.Unwrap(WireFormat.Messages, wrapped) },
                new ToolCallBlock("a", "one", "{}"),
            ]));
        Assert.Equal(["one SIG"], Calls(body));
        Assert.Equal(["messages.thinking"], losses.Dropped);
    }

    [Fact]
    [Trait("bug", "B28")]
    public void An_id_is_sent_only_where_gemini_gave_it_and_the_endpoint_takes_it()
    {
        var signed = new OpaqueState(WireFormat.Generate, "SIG", "google");
        Turn[] Turns(string id, OpaqueState? state) =>
            [new Turn(Role.User, [new TextBlock("go")]), new Turn(Role.Assistant, [new ToolCallBlock(id, "one", "{}") { State = state }]), new Turn(Role.User, [new ToolResultBlock(id, [])])];
        Assert.Equal(["zi06h2mp", "zi06h2mp"], Ids(Write(Translated.Traits, "google", Turns("zi06h2mp", signed)).Body));
        Assert.Empty(Ids(Write(Translated.Traits with { FunctionIds = false }, "google", Turns("zi06h2mp", signed)).Body));
        Assert.Empty(Ids(Write(Translated.Traits, "google", Turns("call_rp_abc_0", signed)).Body));
        Assert.Empty(Ids(Write(Translated.Traits, "google", Turns("toolu_1", null)).Body));
    }

    [Fact]
    [Trait("bug", "B28")]
    public void A_gemini_clients_ids_are_left_out_for_an_endpoint_that_refuses_them()
    {
        var request = Translated.Read("""{"contents":[{"role":"model","parts":[{"functionCall":{"id":"x","name":"f","args":{"n":1.0}},"thoughtSignature":"S"}]},{"parts":[{"functionResponse":{"id":"x","name":"f","response":{"output":"1"}}}]}]}""");
        var (body, _) = Translated.Write(request, Translated.For(Translated.Traits with { FunctionIds = false }));
        Assert.Empty(Ids(body));
        Assert.Equal("""[{"functionCall":{"name":"f","args":{"n":1.0}},"thoughtSignature":"S"}]""", body.GetProperty("contents")[0].GetProperty("parts").GetRawText());
    }

    [Fact]
    [Trait("bug", "B43")]
    public void A_tool_without_arguments_has_no_parameters()
    {
        var (body, _) = Write(Request() with { Tools = [new ToolDef("a"), new ToolDef("b") { Schema = Json("""{"type":"object","properties":{}}""") }, new ToolDef("c") { Schema = s_city }] });
        var tools = body.GetProperty("tools")[0].GetProperty("functionDeclarations");
        Assert.False(tools[0].TryGetProperty("parametersJsonSchema", out _));
        Assert.False(tools[1].TryGetProperty("parametersJsonSchema", out _));
        Assert.Equal(s_city.GetRawText(), tools[2].GetProperty("parametersJsonSchema").GetRawText());
    }

    [Theory]
    [InlineData(false, "functionResponse,text,inlineData,text")]
    [InlineData(true, "functionResponse,text")]
    [Trait("bug", "B38")]
    public void Images_in_results_stay_in_them_where_the_model_takes_that_and_follow_them_elsewhere(bool inTools, string parts)
    {
        var (body, _) = Write(Translated.Traits with { ImagesInTools = inTools }, "google",
            new Turn(Role.User, [new TextBlock("go")]),
            new Turn(Role.Assistant, [new ToolCallBlock("a", "one", "{}")]),
            new Turn(Role.User, [new ToolResultBlock("a", [new TextBlock("see"), new MediaBlock(MediaKind.Image, MediaSource.Base64, "AAAA") { MediaType = "image/png" }]), new TextBlock("well?")]));
        Assert.Equal(parts, string.Join(",", body.GetProperty("contents")[2].GetProperty("parts").EnumerateArray().Select(part => part.EnumerateObject().First().Name)));
    }

    [Fact]
    public void What_gemini_does_not_hold_or_cannot_do_is_refused_by_name()
    {
        Assert.Equal("file_id", Write(new Turn(Role.User, [new MediaBlock(MediaKind.Document, MediaSource.FileId, "file_1")])).Losses.Refusal?.Param);
        Assert.Equal("tools[0]", Write(Request() with { Tools = [new ToolDef("computer") { Hosted = HostedTool.Other, Path = "tools[0]" }] }).Losses.Refusal?.Param);
        var address = Request(new Turn(Role.User, [new MediaBlock(MediaKind.Image, MediaSource.Url, "https://a/b.png")]));
        Assert.Equal("messages.image", Write(address, Translated.Traits with { ImageUrls = false }).Losses.Refusal?.Param);
        Assert.Contains("\"fileUri\":\"https://a/b.png\"", Write(address).Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Thinking_is_asked_for_in_the_words_of_the_models_family()
    {
        var ask = Request() with { Reasoning = new ReasoningAsk(Effort.Medium) };
        var level = Translated.Traits with { Efforts = ["low", "high"] };
        var budget = Translated.Traits with { Reasoning = ReasoningStyle.Budget, BudgetMin = 128, ThinkingOff = false };
        Assert.Equal("""{"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}}""", Config(Write(ask, level).Body));
        Assert.Equal("""{"thinkingConfig":{"thinkingBudget":10000,"includeThoughts":true}}""", Config(Write(ask, budget).Body));
        Assert.Equal("""{"thinkingConfig":{"thinkingBudget":128,"includeThoughts":false}}""", Config(Write(ask with { Reasoning = new ReasoningAsk(Enabled: false) }, budget).Body));
        Assert.Equal(["thinking"], Write(ask, Translated.Traits with { Reasoning = ReasoningStyle.None }).Losses.Dropped);
    }

    [Fact]
    public void A_turn_of_which_nothing_can_be_said_is_left_out_aloud()
    {
        var (body, losses) = Write(
            new Turn(Role.User, [new TextBlock("go")]),
            new Turn(Role.Assistant, [new OpaqueBlock("server_tool_use"), new ThinkingBlock("hm")]),
            new Turn(Role.User, [new TextBlock("well?")]));
        Assert.Equal(2, body.GetProperty("contents").GetArrayLength());
        Assert.Equal(["server_tool_use", "messages.thinking"], losses.Dropped);
    }

    [Fact]
    public void A_tool_choice_names_the_tool()
    {
        var (body, _) = Write(Request() with { Tools = [new ToolDef("a"), new ToolDef("b")], ToolChoice = ToolChoice.Named("b") });
        Assert.Equal("""{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["b"]}}""", body.GetProperty("toolConfig").GetRawText());
    }

    private static NeutralRequest Request(params Turn[] turns) =>
        new() { From = WireFormat.Messages, Turns = turns.Length > 0 ? turns : [new Turn(Role.User, [new TextBlock("hi")])] };

    private static (JsonElement Body, Losses Losses) Write(params Turn[] turns) => Write(Request(turns));

    private static (JsonElement Body, Losses Losses) Write(ModelTraits traits, string provider, params Turn[] turns) =>
        Translated.Write(Request(turns), Translated.For(traits, provider));

    private static (JsonElement Body, Losses Losses) Write(NeutralRequest request, ModelTraits? traits = null) => Translated.Write(request, Translated.For(traits));

    private static IEnumerable<string> Calls(JsonElement body) =>
        from content in body.GetProperty("contents").EnumerateArray()
        from part in content.GetProperty("parts").EnumerateArray()
        where part.TryGetProperty("functionCall", out _)
        select $"{part.GetProperty("functionCall").GetProperty("name")} {(part.TryGetProperty("thoughtSignature", out var signature) ? signature : "-")}";

    private static IEnumerable<string> Ids(JsonElement body) =>
        from content in body.GetProperty("contents").EnumerateArray()
        from part in content.GetProperty("parts").EnumerateArray()
        from member in part.EnumerateObject()
        where member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("id", out _)
        select member.Value.GetProperty("id").GetString();

    private static string Config(JsonElement body) => body.GetProperty("generationConfig").GetRawText();

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
