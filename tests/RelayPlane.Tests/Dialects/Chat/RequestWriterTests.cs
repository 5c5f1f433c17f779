using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

public sealed class RequestWriterTests
{
    private static readonly ModelTraits Plain = ModelTraits.Newest;

    private static NeutralRequest Foreign(params Turn[] turns) => Chatting.From(WireFormat.Messages, turns);

    private static Turn User(params Block[] blocks) => new(Role.User, blocks);

    private static Turn Assistant(params Block[] blocks) => new(Role.Assistant, blocks);

    private static List<JsonElement> Messages(NeutralRequest request, ModelTraits traits) => [.. Chatting.Write(request, traits).Items("messages")];

    private static Losses Lost(NeutralRequest request, ModelTraits traits)
    {
        var losses = new Losses(request.From, false);
        Chatting.Write(request, Chatting.To(traits), losses);
        return losses;
    }

    [Fact]
    [Trait("bug", "B38")]
    public void Images_of_tools_follow_in_one_message_behind_the_answers_of_all_tools()
    {
        var image = new MediaBlock(MediaKind.Image, MediaSource.Base64, "AAAA") { MediaType = "image/png" };
        var messages = Messages(
            Foreign(
                Assistant(new ToolCallBlock("a", "f", "{}"), new ToolCallBlock("b", "f", "{}")),
                User(new ToolResultBlock("a", [new TextBlock("one"), image, image]), new ToolResultBlock("b", [new TextBlock("two")]), new TextBlock("go on"))),
            Plain);
        Assert.Equal(["assistant", "tool", "tool", "user", "user"], messages.Select(message => message.Text("role")));
        Assert.Equal(["one", "two"], messages[1..3].Select(message => message.Text("content")));
        Assert.Equal(["text", "image_url", "image_url"], messages[3].Items("content").Select(part => part.Text("type")));
        Assert.Contains("a", messages[3].Items("content").First().Text("text"), StringComparison.Ordinal);
        Assert.Equal("go on", messages[4].Text("content"));
    }

    [Fact]
    public void Images_of_tools_stay_where_the_provider_takes_them()
    {
        var image = new MediaBlock(MediaKind.Image, MediaSource.Base64, "AAAA") { MediaType = "image/png" };
        var messages = Messages(Foreign(Assistant(new ToolCallBlock("a", "f", "{}")), User(new ToolResultBlock("a", [image]))), Plain with { ImagesInTools = true });
        Assert.Equal("data:image/png;base64,AAAA", messages[1].Items("content").Single().Get("image_url")?.Text("url"));
    }

    [Fact]
    [Trait("bug", "B35")]
    public void A_call_that_was_never_answered_gets_an_answer_and_only_one()
    {
        var messages = Messages(
            Foreign(Assistant(new ToolCallBlock("a", "f", "{}"), new ToolCallBlock("b", "f", "{}")), User(new ToolResultBlock("b", [new TextBlock("two")])), User(new TextBlock("next"))),
            Plain);
        Assert.Equal([null, "a", "b", null], messages.Select(message => message.Text("tool_call_id")));
        Assert.Contains("interrupted", messages[1].Text("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_stand_apart_follow_the_message_that_called()
    {
        var messages = Messages(
            Foreign(Assistant(new ToolCallBlock("a", "f", "{}")), Assistant(new ToolCallBlock("b", "f", "{}")), User(new TextBlock("x")), User(new ToolResultBlock("b", [new TextBlock("2")])), User(new ToolResultBlock("a", [new TextBlock("1")]))),
            Plain);
        Assert.Equal(["assistant", "tool", "tool", "user"], messages.Select(message => message.Text("role")));
        Assert.Equal(["1", "2"], messages[1..3].Select(message => message.Text("content")));
    }

    [Fact]
    public void A_failed_tool_says_so_in_its_text()
    {
        var messages = Messages(Foreign(Assistant(new ToolCallBlock("a", "f", "{}")), User(new ToolResultBlock("a", [new TextBlock("no such file")]) { IsError = true })), Plain);
        Assert.Equal("Error: no such file", messages[1].Text("content"));
        Assert.Equal(JsonValueKind.Null, messages[0].GetProperty("content").ValueKind);
    }

    [Fact]
    public void Text_of_the_assistant_is_joined_without_anything_between() =>
        Assert.Equal("abcd", Messages(Foreign(Assistant(new TextBlock("ab"), new TextBlock("cd"))), Plain)[0].Text("content"));

    [Theory]
    [InlineData(ReasoningReplay.Strip, null, null)]
    [InlineData(ReasoningReplay.Keep, "hm", null)]
    [InlineData(ReasoningReplay.Require, "hm", "")]
    [Trait("bug", "B24")]
    internal void Earlier_thoughts_go_back_by_the_models_own_rule(ReasoningReplay replay, string? known, string? unknown)
    {
        var request = Chatting.Request("""
            {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"a","reasoning_content":"hm"},{"role":"user","content":"y"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":"1"}]}
            """);
        var traits = Plain with { Replay = replay, ReasoningField = "reasoning_content" };
        var messages = Messages(request, traits);
        Assert.Equal([known, unknown], new[] { messages[1], messages[3] }.Select(message => message.Text("reasoning_content")));
        Assert.Equal(replay == ReasoningReplay.Strip ? ["messages.reasoning_content"] : [], Lost(request, traits).Dropped);
    }

    [Fact]
    public void A_thought_is_told_under_the_name_that_the_provider_has_for_it()
    {
        var messages = Messages(Chatting.Request("""{"model":"m","messages":[{"role":"assistant","content":"a","reasoning":"hm"}]}"""), Plain with { Replay = ReasoningReplay.Keep, ReasoningField = "reasoning_content" });
        Assert.Equal(("hm", null), (messages[0].Text("reasoning_content"), messages[0].Text("reasoning")));
    }

    [Fact]
    [Trait("bug", "B27")]
    public void Geminis_signature_goes_back_with_its_call_and_anothers_does_not()
    {
        string Body(string signature) => $$$$"""
            {"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"},
            "extra_content":{"google":{"thought_signature":"{{{{signature}}}}"}}}]},{"role":"tool","tool_call_id":"a","content":"1"}]}
            """;
        JsonElement Call(string signature) => Messages(Chatting.Request(Body(signature)), Plain)[0].Items("tool_calls").Single();
        Assert.Equal("sig", Call("sig").Get("extra_content")?.Get("google")?.Text("thought_signature"));
        Assert.Null(Call(new OpaqueState(WireFormat.Generate, "sig", "gemini").Wrap()).Get("extra_content"));
    }

    [Theory]
    [InlineData(ToolIdRule.Nine, 9)]
    [InlineData(ToolIdRule.Forty, 21)]
    [InlineData(ToolIdRule.Word, 21)]
    internal void Ids_that_the_provider_refuses_become_others_and_calls_still_meet_their_results(ToolIdRule rule, int length)
    {
        var id = "toolu:" + new string('x', 60);
        var request = Foreign(Assistant(new ToolCallBlock(id, "f", "{}")), User(new ToolResultBlock(id, [new TextBlock("1")])));
        var messages = Messages(request, Plain with { ToolIds = rule });
        var called = messages[0].Items("tool_calls").Single().Text("id")!;
        Assert.Equal((length, called), (called.Length, messages[1].Text("tool_call_id")));
        Assert.Equal(called, Messages(request, Plain with { ToolIds = rule })[1].Text("tool_call_id"));
    }

    [Theory]
    [InlineData("auto", "\"auto\"")]
    [InlineData("any", "\"required\"")]
    [InlineData("none", "\"none\"")]
    [InlineData("f", """{"type":"function","function":{"name":"f"}}""")]
    [Trait("bug", "B39")]
    [Trait("bug", "B40")]
    public void Every_choice_of_tools_has_its_word(string choice, string written)
    {
        var asked = choice switch { "auto" => ToolChoice.Auto, "any" => ToolChoice.Any, "none" => ToolChoice.None, _ => ToolChoice.Named(choice) };
        var body = Chatting.Write(Foreign(User(new TextBlock("x"))) with { Tools = [new ToolDef("f")], ToolChoice = asked, ParallelTools = false }, Plain);
        Assert.Equal(written, body.GetProperty("tool_choice").GetRawText());
        Assert.False(body.GetProperty("parallel_tool_calls").GetBoolean());
    }

    [Fact]
    [Trait("bug", "B40")]
    public void A_choice_among_some_tools_leaves_only_those()
    {
        var request = Foreign(User(new TextBlock("x"))) with { Tools = [new ToolDef("f"), new ToolDef("g")], ToolChoice = new ToolChoice(ToolChoiceMode.AllowedAny, ["g"]) };
        var body = Chatting.Write(request, Plain);
        Assert.Equal("g", Assert.Single(body.Items("tools")).Get("function")?.Text("name"));
        Assert.Equal("required", body.Text("tool_choice"));
        const string Own = """{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}}}""";
        Assert.Equal("allowed_tools", Chatting.Again(Own, Plain).Get("tool_choice")?.Text("type"));
    }

    [Fact]
    public void A_choice_without_tools_is_left_out()
    {
        var body = Chatting.Again("""{"model":"m","messages":[],"tool_choice":"auto","parallel_tool_calls":true}""", Plain);
        Assert.False(body.TryGetProperty("tool_choice", out _) || body.TryGetProperty("parallel_tool_calls", out _));
    }

    [Fact]
    public void A_call_that_cannot_be_forced_is_refused()
    {
        var request = Foreign(User(new TextBlock("x"))) with { Tools = [new ToolDef("f")], ToolChoice = ToolChoice.Any };
        Assert.Equal("tool_choice", Lost(request, Plain with { ForcedTools = false }).Refusal?.Param);
        Assert.Null(Lost(request, Plain).Refusal);
    }

    [Fact]
    public void What_a_model_does_not_take_is_left_out_aloud_and_in_the_clients_words()
    {
        var request = Foreign(User(new TextBlock("x") { Cache = new CacheMark(false) })) with
        {
            Temperature = 1,
            TopK = 5,
            Stop = ["a", "b", "c"],
            ServiceTier = "auto",
            EndUser = "u",
            Reasoning = new ReasoningAsk(Budget: 4000),
        };
        var losses = Lost(request, Plain with { Temperature = false, StopMax = 2, EndUserField = "" });
        Assert.Equal(["cache_control", "temperature", "top_k", "stop_sequences", "metadata.user_id", "service_tier", "thinking"], losses.Dropped);
        Assert.Null(losses.Refusal);
    }

    [Fact]
    public void Settings_take_the_names_and_bounds_of_the_model()
    {
        var body = Chatting.Write(
            Foreign(User(new TextBlock("x"))) with { MaxOutput = 9000, Temperature = 1.7, TopP = 0.5, EndUser = "u", Reasoning = new ReasoningAsk(Effort.XHigh) },
            Plain with { LimitField = "max_completion_tokens", MaxOutput = 8000, TemperatureMax = 1, TemperatureWithTopP = false, EndUserField = "safety_identifier", Reasoning = ReasoningStyle.Effort, Efforts = ["none", "low", "high"] });
        Assert.Equal((8000L, 1.0, "u", "high"), (body.Whole("max_completion_tokens"), body.Real("temperature"), body.Text("safety_identifier"), body.Text("reasoning_effort")));
        Assert.False(body.TryGetProperty("top_p", out _));
    }

    [Theory]
    [InlineData(Effort.None, "{\"type\":\"disabled\"}", "{\"enabled\":false}")]
    [InlineData(Effort.Max, "{\"type\":\"enabled\"}", "{\"effort\":\"max\"}")]
    internal void Thinking_is_switched_or_told_as_an_object(Effort effort, string switched, string told)
    {
        var request = Foreign(User(new TextBlock("x"))) with { Reasoning = new ReasoningAsk(effort) };
        Assert.Equal(switched, Chatting.Write(request, Plain with { Reasoning = ReasoningStyle.Switch }).GetProperty("thinking").GetRawText());
        Assert.Equal(told, Chatting.Write(request, Plain with { Reasoning = ReasoningStyle.Object }).GetProperty("reasoning").GetRawText());
    }

    [Fact]
    public void An_answer_in_a_schema_is_refused_where_it_cannot_be_had_and_an_object_where_loss_is_allowed()
    {
        var request = Foreign(User(new TextBlock("x"))) with { Format = new OutputFormat(Chatting.Json("""{"type":"object"}""")) };
        Assert.Equal("response", Chatting.Write(request, Plain).Get("response_format")?.Get("json_schema")?.Text("name"));
        Assert.Equal("output_config.format", Lost(request, Plain with { JsonSchema = false }).Refusal?.Param);
        Assert.Equal("json_object", Chatting.Write(request, Plain with { JsonSchema = false }).Get("response_format")?.Text("type"));
    }

    [Fact]
    public void Media_that_a_model_cannot_take_are_refused_by_name()
    {
        var url = Foreign(User(new MediaBlock(MediaKind.Image, MediaSource.Url, "https://x/y.png")));
        Assert.Equal("messages.image", Lost(url, Plain with { ImageUrls = false }).Refusal?.Param);
        Assert.Null(Lost(url, Plain).Refusal);
        Assert.Equal("messages.document", Lost(Foreign(User(new MediaBlock(MediaKind.Document, MediaSource.FileId, "file_1"))), Plain).Refusal?.Param);
        var pdf = Messages(Foreign(User(new MediaBlock(MediaKind.Document, MediaSource.Base64, "AAAA") { MediaType = "application/pdf", Title = "a.pdf" })), Plain);
        Assert.Equal("""{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}""", pdf[0].Items("content").Single().GetProperty("file").GetRawText());
    }

    [Theory]
    [InlineData(CacheMarks.Control, """{"type":"text","text":"s","cache_control":{"type":"ephemeral","ttl":"1h"}}""")]
    [InlineData(CacheMarks.Breakpoint, """{"type":"text","text":"s","prompt_cache_breakpoint":{"mode":"explicit","ttl":"12h"}}""")]
    internal void Cache_marks_become_the_providers_own(CacheMarks marks, string part)
    {
        var request = Foreign(new Turn(Role.System, [new TextBlock("s") { Cache = new CacheMark(true) }]));
        Assert.Equal(part, Messages(request, Plain with { CacheMarks = marks })[0].Items("content").Single().GetRawText());
        Assert.Equal("s", Messages(request, Plain)[0].Text("content"));
    }

    [Fact]
    public void Instructions_have_the_role_that_the_model_knows()
    {
        var turns = Foreign(new Turn(Role.System, [new TextBlock("a"), new TextBlock("b")]), new Turn(Role.Developer, [new TextBlock("c")]));
        Assert.Equal(["developer", "developer"], Messages(turns, Plain with { SystemRole = "developer" }).Select(message => message.Text("role")));
        Assert.Equal("a\n\nb", Messages(turns, Plain)[0].Text("content"));
        Assert.Equal("system", Messages(Chatting.Request("""{"model":"m","messages":[{"role":"developer","content":"x"}]}"""), Plain)[0].Text("role"));
    }

    [Fact]
    [Trait("bug", "B51")]
    public void The_same_request_is_the_same_bytes()
    {
        var request = Foreign(User(new TextBlock("x"))) with { Tools = [new ToolDef("b"), new ToolDef("a")], Temperature = 0.3, MaxOutput = 5 };
        var first = Chatting.Write(request, Chatting.To(Plain, stream: true), new Losses(WireFormat.Messages, false));
        Assert.Equal(first, Chatting.Write(request, Chatting.To(Plain, stream: true), new Losses(WireFormat.Messages, false)));
        Assert.Contains("\"stream\":true,\"stream_options\":{\"include_usage\":true}", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Freeform_tools_go_up_as_functions_with_one_input()
    {
        var request = Chatting.From(WireFormat.Responses, Assistant(new ToolCallBlock("a", "patch", "*** Begin") { Freeform = true }), User(new ToolResultBlock("a", [new TextBlock("ok")])))
            with { Tools = [new ToolDef("patch") { Freeform = true }] };
        var body = Chatting.Write(request, Plain);
        Assert.Equal("""{"input":"*** Begin"}""", body.Items("messages").First().Items("tool_calls").Single().Get("function")?.Text("arguments"));
        Assert.Equal("input", body.Items("tools").Single().Get("function")?.Get("parameters")?.Items("required").Single().GetString());
    }

    [Fact]
    public void Members_that_a_provider_refuses_are_left_out_aloud()
    {
        var request = Chatting.Request("""{"model":"m","messages":[],"logprobs":true,"seed":7,"min_p":0.1}""");
        var losses = Lost(request, Plain with { Logprobs = false, Refuses = ["seed", "min_p"] });
        Assert.Equal(["seed", "logprobs", "min_p"], losses.Dropped);
    }
}
