using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Tests.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

public sealed class MessagesRequestWriterTests
{
    [Fact]
    [Trait("bug", "B34")]
    public void Results_of_parallel_calls_and_what_the_user_says_next_are_one_turn_results_first()
    {
        var body = Body(Speech.User("q"), Speech.Assistant(Call("a"), Call("b")), Speech.User(Result("a")), Speech.User(new TextBlock("and")), Speech.User(Result("b")), Speech.User("go on"));
        Assert.Equal(["user:text", "assistant:tool_use,tool_use", "user:tool_result,tool_result,text,text"], Shape(body));
    }

    [Fact]
    [Trait("bug", "B35")]
    public void Each_call_is_answered_exactly_once()
    {
        var body = Body(Speech.User("q"), Speech.Assistant(Call("a"), Call("b"), Call("c")), Speech.User(Result("b")), Speech.User(Result("a")), Speech.User(Result("b")));
        var results = body.GetProperty("messages")[2].GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(["a", "b", "c"], results.Select(one => one.Text("tool_use_id")));
        Assert.Equal([null, null, true], results.Select(one => one.Flag("is_error")));
        Assert.Equal("interrupted", results[2].GetProperty("content")[0].Text("text"));
    }

    [Fact]
    public void A_call_at_the_very_end_is_answered_too_and_a_result_of_no_call_is_plain_text()
    {
        var body = Body(Speech.User(Result("gone"), new TextBlock("q")), Speech.Assistant(Call("a")));
        Assert.Equal(["user:text,text", "assistant:tool_use", "user:tool_result"], Shape(body));
    }

    [Fact]
    [Trait("bug", "B36")]
    public void The_clients_calls_stand_behind_what_server_tools_did()
    {
        var body = Speech.Parse("""
            {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[
              {"type":"text","text":"a"},{"type":"tool_use","id":"t1","name":"f","input":{}},{"type":"server_tool_use","id":"s1","name":"web_search","input":{}},
              {"type":"web_search_tool_result","tool_use_id":"s1","content":[]}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"r"}]}]}
            """);
        Assert.Equal("assistant:text,server_tool_use,web_search_tool_result,tool_use", Shape(Speech.Written(Speech.Read(body)).Body)[1]);
    }

    [Theory]
    [InlineData("""[{"type":"thinking","thinking":"a","signature":"s1"},{"type":"text","text":""},{"type":"thinking","thinking":"","signature":"s2"},{"type":"tool_use","id":"t","name":"f","input":{"n":1.10}}]""")]
    [InlineData("""[{"type":"text","text":"a","citations":[{"type":"web_search_result_location","url":"u","title":"t","cited_text":"c","encrypted_index":"e"}]}]""")]
    [Trait("bug", "B22")]
    [Trait("bug", "B37")]
    public void An_assistants_turn_in_this_format_stays_as_it_was(string content)
    {
        var body = Speech.Parse($$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":"q"}]},{"role":"assistant","content":{{content}}}]}""");
        Assert.Equal(content, Speech.Written(Speech.Read(body)).Body.GetProperty("messages")[1].GetProperty("content").GetRawText());
    }

    [Fact]
    [Trait("bug", "B37")]
    public void Citations_of_another_format_do_not_go_up()
    {
        var (body, losses) = Speech.Written(Speech.Asks(Speech.User("q"), Speech.Assistant(new TextBlock("a") { Citations = [new Citation("u", "t")] }), Speech.User("more")));
        Assert.Null(body.GetProperty("messages")[1].GetProperty("content")[0].Get("citations"));
        Assert.Equal(["annotations"], losses.Dropped);
    }

    [Theory]
    [InlineData("{a:1}", """{"_raw_arguments":"{a:1}"}""")]
    [InlineData("", "{}")]
    [InlineData("""{"big":12345678901234567890,"r":1.50}""", """{"big":12345678901234567890,"r":1.50}""")]
    [Trait("bug", "B41")]
    public void The_arguments_of_a_call_are_always_an_object(string arguments, string input)
    {
        var body = Body(Speech.User("q"), Speech.Assistant(Call("a") with { Arguments = arguments }), Speech.User(Result("a")));
        Assert.Equal(input, body.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("input").GetRawText());
    }

    [Theory]
    [InlineData(nameof(ReasoningStyle.Budget), null)]
    [InlineData(nameof(ReasoningStyle.Adaptive), "disabled")]
    [Trait("bug", "B21")]
    public void A_tool_loop_without_its_thoughts_goes_on_without_thinking(string style, string? type)
    {
        var request = Speech.Asks(Speech.User("q"), Speech.Assistant(new ThinkingBlock("lost"), Call("a")), Speech.User(Result("a"))) with { Reasoning = new ReasoningAsk(Effort.High), Tools = [new ToolDef("f")] };
        var (body, losses) = Speech.Written(request, Speech.To(Speech.All with { Reasoning = Enum.Parse<ReasoningStyle>(style), Efforts = ["low", "high"] }));
        Assert.Equal(type, body.Get("thinking")?.Text("type"));
        Assert.Equal(["messages.reasoning_content", "reasoning_effort"], losses.Dropped);
    }

    [Fact]
    public void A_tool_loop_with_its_thoughts_goes_on_thinking()
    {
        var thought = new ThinkingBlock("kept") { State = new OpaqueState(WireFormat.Messages, "sig", "anthropic", "key1") };
        var request = Speech.Asks(Speech.User("q"), Speech.Assistant(thought, Call("a")), Speech.User(Result("a"))) with { Reasoning = new ReasoningAsk(Effort.High), Tools = [new ToolDef("f")] };
        var (body, losses) = Speech.Written(request);
        Assert.Equal("enabled", body.Get("thinking")?.Text("type"));
        Assert.Equal("sig", body.GetProperty("messages")[1].GetProperty("content")[0].Text("signature"));
        Assert.Empty(losses.Dropped);
    }

    [Theory]
    [InlineData(nameof(Effort.Low), 1000, 2048, 3048)]
    [InlineData(nameof(Effort.High), 20000, 16384, 20000)]
    [InlineData(nameof(Effort.Max), 60000, 32768, 60000)]
    [InlineData(nameof(Effort.Max), 32768, 32768, 64000)]
    public void A_budget_of_thought_is_less_than_the_limit_which_is_raised_for_it(string effort, long limit, long budget, long raised)
    {
        var body = Speech.Written(Speech.Asks(Speech.User("q")) with { MaxOutput = limit, Reasoning = new ReasoningAsk(Enum.Parse<Effort>(effort)) }).Body;
        Assert.Equal((budget, raised), (body.GetProperty("thinking").Whole("budget_tokens"), body.Whole("max_tokens")));
    }

    [Theory]
    [InlineData(nameof(Effort.Minimal), "low")]
    [InlineData(nameof(Effort.XHigh), "high")]
    [InlineData(nameof(Effort.Medium), "medium")]
    public void An_effort_becomes_the_nearest_that_the_model_knows(string effort, string word)
    {
        var adaptive = Speech.All with { Reasoning = ReasoningStyle.Adaptive, Efforts = ["low", "medium", "high"] };
        var body = Speech.Written(Speech.Asks(Speech.User("q")) with { Reasoning = new ReasoningAsk(Enum.Parse<Effort>(effort)) }, Speech.To(adaptive)).Body;
        Assert.Equal(("adaptive", word), (body.GetProperty("thinking").Text("type"), body.GetProperty("output_config").Text("effort")));
    }

    [Fact]
    public void Instructions_in_the_middle_stay_there()
    {
        Turn[] turns = [new Turn(Role.System, [new TextBlock("top")]), Speech.User("q"), Speech.Assistant(new TextBlock("a")), new Turn(Role.Developer, [new TextBlock("mid")]), Speech.User("r")];
        var body = Speech.Written(Speech.Asks(turns)).Body;
        Assert.Equal("top", body.GetProperty("system")[0].Text("text"));
        Assert.Equal(["user:text", "assistant:text", "user:text", "system:text"], Shape(body));

        var old = Speech.Written(Speech.Asks(turns), Speech.To(Speech.All with { MidSystem = false })).Body;
        Assert.Equal(["user:text", "assistant:text", "user:text,text"], Shape(old));
        Assert.Equal("<system-reminder>\nmid\n</system-reminder>", old.GetProperty("messages")[2].GetProperty("content")[0].Text("text"));
    }

    [Fact]
    public void Thoughts_go_up_only_to_who_signed_them()
    {
        var own = new OpaqueState(WireFormat.Messages, "sig", "anthropic", "key1");
        var request = Speech.Asks(Speech.User("q"), Speech.Assistant(new ThinkingBlock("t") { State = own }, new TextBlock("a")), Speech.User("r"));
        Assert.Equal("assistant:thinking,text", Shape(Speech.Written(request).Body)[1]);
        Assert.Equal("assistant:text", Shape(Speech.Written(request, Speech.To(provider: "minimax")).Body)[1]);
        Assert.Equal("assistant:text", Shape(Speech.Written(request, Speech.To() with { Key = "key2" }).Body)[1]);
    }

    [Theory]
    [InlineData(nameof(ToolChoiceMode.Auto), null, """{"type":"auto"}""")]
    [InlineData(nameof(ToolChoiceMode.Any), false, """{"type":"any","disable_parallel_tool_use":true}""")]
    [InlineData(nameof(ToolChoiceMode.None), false, """{"type":"none"}""")]
    [InlineData(nameof(ToolChoiceMode.Named), null, """{"type":"tool","name":"f"}""")]
    [InlineData(nameof(ToolChoiceMode.AllowedAny), null, """{"type":"any"}""")]
    [InlineData(nameof(ToolChoiceMode.AllowedAuto), true, """{"type":"auto"}""")]
    [InlineData(null, false, """{"type":"auto","disable_parallel_tool_use":true}""")]
    [Trait("bug", "B39")]
    [Trait("bug", "B40")]
    public void A_choice_of_tools_has_this_formats_words(string? mode, bool? parallel, string choice)
    {
        var request = Speech.Asks(Speech.User("q")) with { Tools = [new ToolDef("f"), new ToolDef("g")], ToolChoice = mode is not null ? new ToolChoice(Enum.Parse<ToolChoiceMode>(mode), ["f"]) : null, ParallelTools = parallel };
        var body = Speech.Written(request).Body;
        Assert.Equal(choice, body.GetProperty("tool_choice").GetRawText());
        Assert.Equal(mode is nameof(ToolChoiceMode.AllowedAny) or nameof(ToolChoiceMode.AllowedAuto) ? 1 : 2, body.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public void A_call_that_cannot_be_forced_is_refused_unless_loss_is_allowed()
    {
        var request = Speech.Asks(Speech.User("q")) with { Tools = [new ToolDef("f")], ToolChoice = ToolChoice.Any };
        var target = Speech.To(Speech.All with { ForcedTools = false });
        Assert.Equal("tool_choice", Speech.Written(request, target).Losses.Refusal?.Param);
        var (body, losses) = Speech.Written(request, target, allowLoss: true);
        Assert.Equal("auto", body.GetProperty("tool_choice").Text("type"));
        Assert.Equal(["tool_choice"], losses.Dropped);
    }

    [Fact]
    public void A_forced_call_is_made_without_thinking_where_both_cannot_be()
    {
        var request = Speech.Asks(Speech.User("q")) with { Tools = [new ToolDef("f")], ToolChoice = ToolChoice.Any, Reasoning = new ReasoningAsk(Effort.High) };
        var (body, losses) = Speech.Written(request, Speech.To(Speech.All with { ForcedToolsWithThinking = false }));
        Assert.Null(body.Get("thinking"));
        Assert.Equal("any", body.GetProperty("tool_choice").Text("type"));
        Assert.Equal(["reasoning_effort"], losses.Dropped);
    }

    [Fact]
    public void Sampling_is_what_the_model_takes_and_no_more()
    {
        var request = Speech.Asks(Speech.User("q")) with { Temperature = 1.5, TopP = 0.9, TopK = 40, Seed = 1, FrequencyPenalty = 0.5, PresencePenalty = 0 };
        var (body, losses) = Speech.Written(request, Speech.To(Speech.All with { TopK = false, TemperatureWithTopP = false }));
        Assert.Equal(1, body.Real("temperature"));
        Assert.Null(body.Get("top_p"));
        Assert.Equal(["temperature", "top_p", "top_k", "seed", "frequency_penalty"], losses.Dropped);
    }

    [Fact]
    public void What_this_format_cannot_say_at_all_is_refused_by_name()
    {
        Assert.Equal("messages.input_audio", Speech.Written(Speech.Asks(Speech.User(new MediaBlock(MediaKind.Audio, MediaSource.Base64, "AA==")))).Losses.Refusal?.Param);
        Assert.Equal("messages.image_url", Speech.Written(Speech.Asks(Speech.User(new MediaBlock(MediaKind.Image, MediaSource.FileId, "f"))), allowLoss: true).Losses.Refusal?.Param);
        Assert.Equal("tools[0]", Speech.Written(Speech.Asks(Speech.User("q")) with { Tools = [new ToolDef("x") { Hosted = HostedTool.Other, Path = "tools[0]" }] }).Losses.Refusal?.Param);
        var format = Speech.Asks(Speech.User("q")) with { Format = new OutputFormat(Speech.Parse("{}")) };
        Assert.Equal("response_format", Speech.Written(format, Speech.To(Speech.All with { JsonSchema = false })).Losses.Refusal?.Param);
    }

    [Fact]
    public void An_answer_in_JSON_is_asked_for_by_schema_or_in_words()
    {
        var schema = Speech.Parse("""{"type":"object","properties":{"n":{"type":"integer","minimum":1},"o":{"type":"object","properties":{}}},"required":["n"]}""");
        var body = Speech.Written(Speech.Asks(Speech.User("q")) with { Format = new OutputFormat(schema) }).Body;
        var expected = Speech.Parse("""
            {"type":"object","properties":{"n":{"type":"integer","description":"{minimum: 1}"},"o":{"type":"object","properties":{},"additionalProperties":false}},"required":["n"],"additionalProperties":false}
            """);
        Assert.Null(SameJson.Difference(expected, body.GetProperty("output_config").GetProperty("format").GetProperty("schema")));
        var words = Speech.Written(Speech.Asks(Speech.User("q")) with { Format = new OutputFormat(null) });
        Assert.Contains("JSON", words.Body.GetProperty("system")[0].Text("text"), StringComparison.Ordinal);
        Assert.Empty(words.Losses.Dropped);
    }

    [Fact]
    public void A_history_with_calls_but_no_tools_defines_those_that_it_names()
    {
        var body = Body(Speech.User("q"), Speech.Assistant(Call("a")), Speech.User(Result("a")));
        Assert.Equal("f", body.GetProperty("tools")[0].Text("name"));
        Assert.Equal("none", body.GetProperty("tool_choice").Text("type"));
    }

    [Fact]
    public void Tools_become_functions_with_an_object_as_input()
    {
        var request = Speech.Asks(Speech.User("q")) with
        {
            Tools =
            [
                new ToolDef("bare"),
                new ToolDef("free") { Freeform = true },
                new ToolDef("own") { Description = "d", Schema = Speech.Parse("""{"properties":{"a":{"type":"string"}}}"""), Strict = true, Cache = new CacheMark(true) },
                new ToolDef("web") { Hosted = HostedTool.WebSearch, WebSearch = new WebSearchAsk(["a.org"], [], 3) },
            ],
        };
        var expected = Speech.Parse("""
            [{"name":"bare","input_schema":{"type":"object","properties":{}}},
             {"name":"free","input_schema":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}},
             {"name":"own","description":"d","input_schema":{"type":"object","properties":{"a":{"type":"string"}}},"strict":true,"cache_control":{"type":"ephemeral","ttl":"1h"}},
             {"type":"web_search_20250305","name":"web_search","max_uses":3,"allowed_domains":["a.org"]}]
            """);
        Assert.Null(SameJson.Difference(expected, Speech.Written(request).Body.GetProperty("tools")));
    }

    [Fact]
    public void Images_and_documents_go_up_in_turns_and_in_results()
    {
        var image = new MediaBlock(MediaKind.Image, MediaSource.Base64, "iVBORw0KGgo=");
        var pdf = new MediaBlock(MediaKind.Document, MediaSource.Url, "https://example.org/a.pdf") { Title = "a.pdf" };
        var body = Body(Speech.User(image, pdf), Speech.Assistant(Call("a")), Speech.User(new ToolResultBlock("a", [new TextBlock("see"), image])));
        var expected = Speech.Parse("""
            [{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}},{"type":"document","source":{"type":"url","url":"https://example.org/a.pdf"},"title":"a.pdf"}]
            """);
        Assert.Null(SameJson.Difference(expected, body.GetProperty("messages")[0].GetProperty("content")));
        Assert.Equal(["text", "image"], body.GetProperty("messages")[2].GetProperty("content")[0].Items("content").Select(one => one.Text("type")));
    }

    [Fact]
    [Trait("bug", "B51")]
    public void The_same_request_is_the_same_bytes_each_time()
    {
        var request = Speech.Asks(Speech.User("q"), Speech.Assistant(Call("a:1")), Speech.User(Result("a:1"))) with { Tools = [new ToolDef("z"), new ToolDef("a")] };
        Assert.Equal(Speech.Written(request).Body.GetRawText(), Speech.Written(request).Body.GetRawText());
    }

    [Fact]
    public void A_request_of_instructions_alone_asks_the_last_of_them()
    {
        var body = Body(new Turn(Role.System, [new TextBlock("be brief")]), new Turn(Role.Developer, [new TextBlock("say hi")]));
        Assert.Equal("be brief", body.GetProperty("system")[0].Text("text"));
        Assert.Equal(["user:text"], Shape(body));
    }

    private static JsonElement Body(params Turn[] turns)
    {
        var (body, losses) = Speech.Written(Speech.Asks(turns));
        Assert.Null(losses.Refusal);
        return body;
    }

    private static List<string> Shape(JsonElement body) =>
        [.. body.Items("messages").Select(message => $"{message.Text("role")}:{string.Join(',', message.Items("content").Select(block => block.Text("type")))}")];

    private static ToolCallBlock Call(string id) => new(id, "f", "{}");

    private static ToolResultBlock Result(string id) => new(id, [new TextBlock($"result of {id}")]);
}
