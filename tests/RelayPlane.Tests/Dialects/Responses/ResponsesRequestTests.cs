using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Responses;

public sealed class ResponsesRequestTests
{
    private static NeutralRequest From(WireFormat format, params Turn[] turns) => new() { From = format, Model = "m", Turns = turns };

    private static Turn User(params Block[] blocks) => new(Role.User, blocks);

    private static Turn Assistant(params Block[] blocks) => new(Role.Assistant, blocks);

    private static string Items(JsonElement body) => string.Join(' ', body.GetProperty("input").EnumerateArray().Select(item => item.Text("type") ?? item.Text("role")));

    [Fact]
    public void What_a_model_thought_said_and_called_is_one_turn_in_order_and_results_are_a_users()
    {
        var request = Asked.Read("""
            {"model":"m","instructions":"Be kind.","input":[
              {"role":"user","content":"hi"},
              {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"a"},{"type":"summary_text","text":"b"}],"encrypted_content":"E"},
              {"type":"message","role":"assistant","content":[{"type":"output_text","text":"one"},{"type":"output_text","text":"two"}]},
              {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
              {"type":"custom_tool_call","call_id":"c2","name":"g","input":"raw"},
              {"type":"function_call_output","call_id":"c1","output":"ok"},
              {"type":"custom_tool_call_output","call_id":"c2","output":[{"type":"input_text","text":"see"},{"type":"input_image","image_url":"data:image/png;base64,AA=="}]}]}
            """);
        Assert.Equal([Role.System, Role.User, Role.Assistant, Role.User], request.Turns.Select(turn => turn.Role));
        Assert.Equal(["ThinkingBlock", "TextBlock", "TextBlock", "ToolCallBlock", "ToolCallBlock"], request.Turns[2].Blocks.Select(block => block.GetType().Name));
        var thought = (ThinkingBlock)request.Turns[2].Blocks[0];
        Assert.Equal(("a\n\nb", "E", true), (thought.Text, thought.State!.Data, thought.IsSummary));
        Assert.Equal(["f", "g"], request.Turns[3].Blocks.Select(block => ((ToolResultBlock)block).Name));
        Assert.Equal(("image/png", "AA=="), Media(((ToolResultBlock)request.Turns[3].Blocks[1]).Content[1]));
    }

    private static (string?, string) Media(Block block) => (((MediaBlock)block).MediaType, ((MediaBlock)block).Data);

    [Theory]
    [InlineData("\"previous_response_id\":\"resp_1\"", "previous_response_id")]
    [InlineData("\"conversation\":{\"id\":\"conv_1\"}", "conversation")]
    [InlineData("\"background\":true", "background")]
    [InlineData("\"prompt\":{\"id\":\"p\"}", "prompt")]
    [InlineData("\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]", "input[0].item_reference")]
    public void State_that_only_its_provider_holds_is_refused_by_name_even_where_loss_is_allowed(string member, string param)
    {
        var losses = new Losses(WireFormat.Responses, allowed: true);
        losses.Take(Asked.Read($$"""{"model":"m",{{member}}}""").Rest, Asked.Target);
        Assert.Equal((RefusalKind.InvalidRequest, param), (losses.Refusal!.Kind, losses.Refusal.Param));
    }

    [Theory]
    [InlineData("\"store\":true", "store")]
    [InlineData("\"store\":false", null)]
    [InlineData("\"background\":false", null)]
    [InlineData("\"previous_response_id\":null", null)]
    [InlineData("\"truncation\":\"auto\"", "truncation")]
    [InlineData("\"truncation\":\"disabled\"", null)]
    [InlineData("\"include\":[\"reasoning.encrypted_content\"]", null)]
    [InlineData("\"include\":[\"message.output_text.logprobs\"]", "include")]
    [InlineData("\"top_logprobs\":3", "top_logprobs")]
    [InlineData("\"text\":{\"format\":{\"type\":\"text\"}}", null)]
    [InlineData("\"stream_options\":{\"include_obfuscation\":false}", null)]
    [InlineData("\"made_up\":1", "made_up")]
    public void What_no_other_format_has_is_left_out_aloud_unless_it_says_what_holds_anyway(string member, string? dropped)
    {
        var losses = new Losses(WireFormat.Responses, allowed: false);
        losses.Take(Asked.Read($$"""{"model":"m","input":"hi",{{member}}}""").Rest, Asked.Target);
        Assert.Null(losses.Refusal);
        Assert.Equal(dropped is null ? [] : [dropped], losses.Dropped);
    }

    [Theory]
    [InlineData("\"auto\"", ToolChoiceMode.Auto, "")]
    [InlineData("\"required\"", ToolChoiceMode.Any, "")]
    [InlineData("\"none\"", ToolChoiceMode.None, "")]
    [InlineData("""{"type":"function","name":"f"}""", ToolChoiceMode.Named, "f")]
    [InlineData("""{"type":"custom","name":"g"}""", ToolChoiceMode.Named, "g")]
    [InlineData("""{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]}""", ToolChoiceMode.AllowedAuto, "f")]
    [InlineData("""{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"f"},{"type":"custom","name":"g"}]}""", ToolChoiceMode.AllowedAny, "f,g")]
    [Trait("bug", "B39")]
    [Trait("bug", "B40")]
    public void Every_choice_of_tools_is_read_and_written(string choice, object mode, string names)
    {
        var request = Asked.Read($$"""{"model":"m","input":"hi","tools":[{"type":"function","name":"f","parameters":null},{"type":"custom","name":"g"}],"tool_choice":{{choice}},"parallel_tool_calls":false}""");
        Assert.Equal((mode, names), ((object)request.ToolChoice!.Mode, string.Join(',', request.ToolChoice.Names)));
        var written = Asked.Write(request with { From = WireFormat.Chat }).Body;
        Assert.Null(Alike.Difference(JsonDocument.Parse(choice).RootElement, written.GetProperty("tool_choice")));
        Assert.False(written.GetProperty("parallel_tool_calls").GetBoolean());
    }

    [Fact]
    public void A_forced_choice_that_a_model_cannot_be_held_to_is_refused()
    {
        var request = From(WireFormat.Messages, User(new TextBlock("hi"))) with { Tools = [new ToolDef("f")], ToolChoice = ToolChoice.Any };
        Assert.Equal("tool_choice", Asked.Write(request, Asked.For(new ModelTraits { ForcedTools = false })).Losses.Refusal!.Param);
    }

    [Fact]
    public void A_choice_of_a_hosted_tool_has_no_equal()
    {
        var losses = new Losses(WireFormat.Responses, allowed: false);
        losses.Take(Asked.Read("""{"model":"m","input":"hi","tool_choice":{"type":"file_search"}}""").Rest, Asked.Target);
        Assert.Equal("tool_choice", losses.Refusal!.Param);
    }

    [Theory]
    [InlineData("""{"type":"web_search_preview","filters":{"allowed_domains":["x.test"]}}""", HostedTool.WebSearch)]
    [InlineData("""{"type":"local_shell"}""", HostedTool.Other)]
    [InlineData("""{"type":"mcp","server_label":"s"}""", HostedTool.Other)]
    [InlineData("""{"type":"namespace","name":"n","tools":[]}""", HostedTool.Other)]
    [InlineData("""{"type":"function","name":"f","parameters":{},"strict":null}""", HostedTool.None)]
    public void Tools_that_the_provider_runs_are_told_from_the_clients(string tool, object hosted)
    {
        var read = Assert.Single(Asked.Read($$"""{"model":"m","input":"hi","tools":[{{tool}}]}""").Tools);
        Assert.Equal(hosted, read.Hosted);
        Assert.Equal("tools[0]", read.Path);
    }

    [Fact]
    public void Nothing_is_stored_reasoning_is_asked_for_and_a_schema_is_not_strict_unless_asked()
    {
        var request = From(WireFormat.Messages, new Turn(Role.System, [new TextBlock("one"), new TextBlock("two")]), User(new TextBlock("hi")), new Turn(Role.System, [new TextBlock("mid")]))
            with { Tools = [new ToolDef("f"), new ToolDef("g") { Strict = true }] };
        var body = Asked.Write(request).Body;
        Assert.False(body.GetProperty("store").GetBoolean());
        Assert.Equal(["reasoning.encrypted_content"], body.GetProperty("include").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("one\n\ntwo", body.GetProperty("instructions").GetString());
        Assert.Equal("user system", Items(body));
        Assert.Equal([false, true], body.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("strict").GetBoolean()));
    }

    [Fact]
    [Trait("bug", "B38")]
    public void Pictures_in_a_tools_result_stay_in_it()
    {
        var body = Asked.Write(From(WireFormat.Messages, Assistant(new ToolCallBlock("c1", "f", "")),
            User(new ToolResultBlock("c1", [new TextBlock("see"), new MediaBlock(MediaKind.Image, MediaSource.Base64, "AA==") { MediaType = "image/png" }]), new TextBlock("and?")))).Body;
        Assert.Equal("function_call function_call_output user", Items(body));
        Assert.Equal("{}", body.GetProperty("input")[0].GetProperty("arguments").GetString());
        var output = body.GetProperty("input")[1].GetProperty("output");
        Assert.Equal(("input_text", "input_image", "data:image/png;base64,AA=="), (output[0].Text("type"), output[1].Text("type"), output[1].Text("image_url")));
    }

    [Fact]
    public void A_failed_tool_says_so_once()
    {
        string? Output(string text) => Asked.Write(From(WireFormat.Messages, User(new ToolResultBlock("c", [new TextBlock(text)]) { IsError = true }))).Body.GetProperty("input")[0].Text("output");
        Assert.Equal("Error: no such file", Output("no such file"));
        Assert.Equal("error: no", Output("error: no"));
    }

    [Fact]
    [Trait("bug", "B31")]
    public void A_thought_goes_up_only_to_where_it_came_from_and_only_before_what_it_led_to()
    {
        var own = new OpaqueState(WireFormat.Responses, "E", "openai", "key1");
        var call = new ToolCallBlock("c1", "f", "{}");
        var body = Asked.Write(From(WireFormat.Messages, Assistant(new ThinkingBlock("a") { State = own }, call))).Body;
        Assert.Equal("reasoning function_call", Items(body));
        Assert.Equal(("E", "a"), (body.GetProperty("input")[0].Text("encrypted_content"), body.GetProperty("input")[0].GetProperty("summary")[0].Text("text")));

        foreach (var foreign in new[] { own with { Provider = "azure" }, own with { Key = "key2" }, own with { Format = WireFormat.Messages } })
        {
            var (without, losses) = Asked.Write(From(WireFormat.Messages, Assistant(new ThinkingBlock("a") { State = foreign }, call)));
            Assert.Equal("function_call", Items(without));
            Assert.Equal(["messages.thinking"], losses.Dropped);
        }

        Assert.Equal("", Items(Asked.Write(From(WireFormat.Messages, Assistant(new ThinkingBlock("a") { State = own }))).Body));
    }

    [Fact]
    public void A_thought_that_another_provider_sealed_does_not_go_up_in_its_own_format_either()
    {
        var state = new OpaqueState(WireFormat.Messages, "sig", "anthropic").Wrap();
        var (body, losses) = Asked.Write(Asked.Read($$"""
            {"model":"m","input":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"{{state}}"},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}]}
            """));
        Assert.Equal("function_call", Items(body));
        Assert.Equal(["input.reasoning"], losses.Dropped);
    }

    [Fact]
    public void What_the_format_has_no_place_for_is_left_out_aloud()
    {
        var request = From(WireFormat.Chat, User(new TextBlock("hi"))) with { Stop = ["x"], Seed = 1, TopK = 2, FrequencyPenalty = 1, PresencePenalty = 0 };
        Assert.Equal(["frequency_penalty", "top_k", "seed", "stop"], Asked.Write(request).Losses.Dropped);
    }

    [Fact]
    public void Effort_is_the_nearest_that_the_model_knows()
    {
        var traits = new ModelTraits { Reasoning = ReasoningStyle.Effort, Efforts = ["low", "medium", "high"], ThinkingOff = false };
        string? Written(ReasoningAsk ask) => Asked.Write(From(WireFormat.Messages, User(new TextBlock("hi"))) with { Reasoning = ask }, Asked.For(traits)).Body.GetProperty("reasoning").Text("effort");
        Assert.Equal("high", Written(new ReasoningAsk(Effort.Max)));
        Assert.Equal("low", Written(new ReasoningAsk(Enabled: false)));
        Assert.Equal("medium", Written(new ReasoningAsk(Budget: 8000)));
    }

    [Fact]
    public void A_file_that_another_provider_holds_is_refused() =>
        Assert.Equal("messages.image", Asked.Write(From(WireFormat.Messages, User(new MediaBlock(MediaKind.Image, MediaSource.FileId, "file_1")))).Losses.Refusal!.Param);

    [Fact]
    public void A_call_and_its_result_keep_naming_each_other_where_the_id_is_too_long()
    {
        var id = new string('x', 90);
        var input = Asked.Write(From(WireFormat.Chat, Assistant(new ToolCallBlock(id, "f", "{}")), User(new ToolResultBlock(id, [new TextBlock("ok")])))).Body.GetProperty("input");
        Assert.Equal(input[0].Text("call_id"), input[1].Text("call_id"));
        Assert.InRange(input[0].Text("call_id")!.Length, 1, 64);
    }

    [Fact]
    [Trait("bug", "B51")]
    public void The_same_request_gives_the_same_bytes_with_tools_in_order()
    {
        var request = From(WireFormat.Messages, User(new TextBlock("hi"))) with { Tools = [new ToolDef("z"), new ToolDef("a"), new ToolDef("m")] };
        var first = Asked.Write(request).Body;
        Assert.Equal(first.GetRawText(), Asked.Write(request).Body.GetRawText());
        Assert.Equal(["z", "a", "m"], first.GetProperty("tools").EnumerateArray().Select(tool => tool.Text("name")!));
    }
}
