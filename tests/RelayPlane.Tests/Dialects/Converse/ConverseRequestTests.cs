using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Converse;

public sealed class ConverseRequestTests
{
    private static readonly ConverseTarget s_format = new();

    private static readonly ModelTraits s_claude = new() { TopK = true, Reasoning = ReasoningStyle.Budget, ForcedToolsWithThinking = false, CacheMarks = CacheMarks.Point };

    private static readonly ToolDef s_tool = new("look") { Description = "Looks", Schema = Translated.Json("""{"type":"object","properties":{"at":{"type":"number"}}}""") };

    /// <summary>B34: results of parallel calls stand together at the head of the next user's message, whatever came between.</summary>
    [Fact]
    public void Results_of_parallel_calls_and_what_the_user_says_then_are_one_message()
    {
        var body = Body(Translated.Request(
            Translated.User(Translated.Text("go")),
            Translated.Assistant(new ToolCallBlock("a", "look", "{\"at\":1.0}"), new ToolCallBlock("b", "look", "")),
            Translated.User(new ToolResultBlock("b", [Translated.Text("two")]) { IsError = true }),
            Translated.User(new ToolResultBlock("a", [Translated.Text("one")])),
            Translated.User(Translated.Text("and?"))) with { Tools = [s_tool] });
        Assert.Equal(
            """
            [{"role":"user","content":[{"text":"go"}]},
            {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"look","input":{"at":1.0}}},{"toolUse":{"toolUseId":"b","name":"look","input":{}}}]},
            {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"one"}],"status":"success"}},{"toolResult":{"toolUseId":"b","content":[{"text":"two"}],"status":"error"}},{"text":"and?"}]}]
            """.ReplaceLineEndings(""),
            body.GetProperty("messages").GetRawText());
        Assert.Equal("""{"tools":[{"toolSpec":{"name":"look","description":"Looks","inputSchema":{"json":{"type":"object","properties":{"at":{"type":"number"}}}}}}]}""", body.GetProperty("toolConfig").GetRawText());
    }

    [Fact]
    public void A_call_without_its_answer_gets_one_and_an_answer_without_its_call_is_what_it_says()
    {
        var body = Body(Translated.Request(
            Translated.User(new ToolResultBlock("nobody", [Translated.Text("lost")])),
            Translated.Assistant(new ToolCallBlock("a", "look", "{}")),
            Translated.Assistant(Translated.Text("hm"), new ToolCallBlock("c", "look", "{}")),
            Translated.User(new ToolResultBlock("a", [Translated.Text("one")]), new ToolResultBlock("a", [Translated.Text("again")]))));
        Assert.Equal(
            """
            [{"role":"user","content":[{"text":"lost"}]},
            {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"look","input":{}}},{"text":"hm"},{"toolUse":{"toolUseId":"c","name":"look","input":{}}}]},
            {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"one"}],"status":"success"}},{"toolResult":{"toolUseId":"c","content":[{"text":"interrupted"}],"status":"error"}}]}]
            """.ReplaceLineEndings(""),
            body.GetProperty("messages").GetRawText());
    }

    [Fact]
    public void A_conversation_with_tools_in_it_has_a_tool_config_even_where_no_tool_may_be_called()
    {
        var turns = Translated.Request(Translated.User(Translated.Text("go")), Translated.Assistant(new ToolCallBlock("a", "look", "{}")), Translated.User(new ToolResultBlock("a", [])));
        foreach (var request in new[] { turns, turns with { Tools = [s_tool], ToolChoice = ToolChoice.None } })
        {
            var config = Body(request).GetProperty("toolConfig");
            Assert.Equal("unavailable", config.GetProperty("tools")[0].GetProperty("toolSpec").GetProperty("name").GetString());
            Assert.False(config.TryGetProperty("toolChoice", out _));
        }

        Assert.False(Body(Translated.Request(Translated.User(Translated.Text("go"))) with { Tools = [s_tool], ToolChoice = ToolChoice.None }).TryGetProperty("toolConfig", out _));
    }

    [Fact]
    public void Instructions_stand_apart_later_ones_where_they_were_and_the_user_begins()
    {
        var body = Body(Translated.Request(
            new Turn(Role.System, [Translated.Text("be brief")]), new Turn(Role.Developer, [Translated.Text("be kind")]), Translated.Assistant(Translated.Text("hello")),
            Translated.User(Translated.Text("hi"), Translated.Text(" ")), new Turn(Role.System, [Translated.Text("now rhyme")])));
        Assert.Equal("""[{"text":"be brief"},{"text":"be kind"}]""", body.GetProperty("system").GetRawText());
        Assert.Equal(
            """[{"role":"user","content":[{"text":"Continue."}]},{"role":"assistant","content":[{"text":"hello"}]},{"role":"user","content":[{"text":"hi"},{"text":"<system-reminder>\nnow rhyme\n</system-reminder>"}]}]""",
            body.GetProperty("messages").GetRawText());
        Assert.Equal("""[{"role":"user","content":[{"text":"be brief"}]}]""", Body(Translated.Request(new Turn(Role.System, [Translated.Text("be brief")]))).GetProperty("messages").GetRawText());
    }

    [Fact]
    public void Thoughts_go_back_to_where_they_came_from_and_nowhere_else()
    {
        ThinkingBlock own = new("hm") { State = new OpaqueState(WireFormat.Converse, "sig", "bedrock", "key-1") };
        ThinkingBlock hidden = new("") { Redacted = true, State = new OpaqueState(WireFormat.Converse, "UkVE", "bedrock") };
        ThinkingBlock[] foreign =
        [
            new("a"), new("b") { State = new OpaqueState(WireFormat.Messages, "sig") }, new("c") { State = new OpaqueState(WireFormat.Converse, "sig", "elsewhere") },
            new("d") { State = new OpaqueState(WireFormat.Converse, "sig", "bedrock", "key-2") },
        ];
        var (body, losses) = Translated.Written(s_format, Translated.Request(Translated.User(Translated.Text("go")), Translated.Assistant([own, hidden, .. foreign, Translated.Text("so")])), Translated.For("bedrock", s_claude));
        Assert.Equal(
            """[{"reasoningContent":{"reasoningText":{"text":"hm","signature":"sig"}}},{"reasoningContent":{"redactedContent":"UkVE"}},{"text":"so"}]""",
            Translated.Json(body).GetProperty("messages")[1].GetProperty("content").GetRawText());
        Assert.Equal(["messages.thinking"], losses.Dropped);
    }

    [Fact]
    public void Cache_marks_stand_behind_what_they_mark()
    {
        var (minutes, hour) = (new CacheMark(false), new CacheMark(true));
        var request = Translated.Request(
            new Turn(Role.System, [Translated.Text("s") with { Cache = hour }]),
            Translated.User(Translated.Text("u") with { Cache = minutes }, Translated.Text("v"))) with { Tools = [s_tool with { Cache = minutes }] };
        var body = Body(request, s_claude);
        Assert.Equal("""[{"text":"s"},{"cachePoint":{"type":"default","ttl":"1h"}}]""", body.GetProperty("system").GetRawText());
        Assert.Equal("""[{"text":"u"},{"cachePoint":{"type":"default"}},{"text":"v"}]""", body.GetProperty("messages")[0].GetProperty("content").GetRawText());
        Assert.Equal("""{"cachePoint":{"type":"default"}}""", body.GetProperty("toolConfig").GetProperty("tools")[1].GetRawText());
        Assert.Equal(["cache_control"], Translated.Written(s_format, request, Translated.For("bedrock", s_claude with { CacheMarks = CacheMarks.None })).Losses.Dropped);
    }

    [Fact]
    public void Media_are_bytes_with_a_format_and_documents_have_names_that_Bedrock_takes()
    {
        var body = Body(Translated.Request(Translated.User(
            new MediaBlock(MediaKind.Image, MediaSource.Base64, "iVBORw0K") { MediaType = "image/png" },
            new MediaBlock(MediaKind.Document, MediaSource.Base64, "JVBERi0=") { MediaType = "application/pdf", Title = "Q3: report_final  (v2).pdf", Cited = true },
            new MediaBlock(MediaKind.Document, MediaSource.Text, "plain") { Title = "Q3- report-final (v2)" },
            new MediaBlock(MediaKind.Document, MediaSource.Url, "s3://bucket/a.csv") { MediaType = "text/csv" },
            new ToolResultBlock("x", []))));
        Assert.Equal(
            """
            [{"text":"Q3: report_final  (v2).pdf"},{"image":{"format":"png","source":{"bytes":"iVBORw0K"}}},
            {"document":{"format":"pdf","name":"Q3- report-final (v2)","source":{"bytes":"JVBERi0="},"citations":{"enabled":true}}},
            {"document":{"format":"txt","name":"Q3- report-final (v2) 2","source":{"bytes":"cGxhaW4="}}},
            {"document":{"format":"csv","name":"Document","source":{"s3Location":{"uri":"s3://bucket/a.csv"}}}}]
            """.ReplaceLineEndings(""),
            body.GetProperty("messages")[0].GetProperty("content").GetRawText());
    }

    [Theory]
    [InlineData(MediaKind.Image, MediaSource.Url, "https://e.example/a.png", "messages.image")]
    [InlineData(MediaKind.Image, MediaSource.FileId, "file_1", "messages.image")]
    [InlineData(MediaKind.Document, MediaSource.Url, "https://e.example/a.pdf", "messages.document")]
    [InlineData(MediaKind.Audio, MediaSource.Base64, "AAAA", "messages.input_audio")]
    internal void What_cannot_be_handed_over_is_refused_by_name(MediaKind kind, MediaSource source, string data, string param)
    {
        var (_, losses) = Translated.Written(s_format, Translated.Request(Translated.User(new MediaBlock(kind, source, data))), Translated.For("bedrock"));
        Assert.Equal(param, losses.Refusal?.Param);
    }

    [Fact]
    public void Limits_and_sampling_have_their_places_and_what_has_none_is_told()
    {
        var request = Translated.Request(Translated.User(Translated.Text("go"))) with
        {
            MaxOutput = 100, Temperature = 1.5, TopP = 0.5, TopK = 7, Stop = ["END", " "], Seed = 1, FrequencyPenalty = 0, PresencePenalty = 1,
            EndUser = "u", ServiceTier = "auto", CacheKey = "k", Verbosity = "low", ParallelTools = false, Tools = [s_tool],
        };
        var (body, losses) = Translated.Written(s_format, request, Translated.For("bedrock", s_claude));
        Assert.Equal("""{"maxTokens":100,"temperature":1,"topP":0.5,"stopSequences":["END"]}""", Translated.Json(body).GetProperty("inferenceConfig").GetRawText());
        Assert.Equal("""{"top_k":7}""", Translated.Json(body).GetProperty("additionalModelRequestFields").GetRawText());
        Assert.Equal(["metadata.user_id", "prompt_cache_key", "verbosity", "seed", "presence_penalty", "stop_sequences", "tool_choice.disable_parallel_tool_use"], losses.Dropped);
    }

    [Fact]
    public void A_budget_of_thought_fits_below_the_limit_and_takes_no_sampling()
    {
        var request = Translated.Request(Translated.User(Translated.Text("go"))) with { MaxOutput = 1000, Temperature = 0, TopK = 5, Reasoning = new ReasoningAsk(Effort.Low) };
        var (body, losses) = Translated.Written(s_format, request, Translated.For("bedrock", s_claude));
        Assert.Equal("""{"maxTokens":3048}""", Translated.Json(body).GetProperty("inferenceConfig").GetRawText());
        Assert.Equal("""{"thinking":{"type":"enabled","budget_tokens":2048}}""", Translated.Json(body).GetProperty("additionalModelRequestFields").GetRawText());
        Assert.Equal(["temperature", "top_k"], losses.Dropped);
    }

    [Theory]
    [InlineData(ReasoningStyle.Adaptive, "low,medium,high", Effort.XHigh, """{"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}}""")]
    [InlineData(ReasoningStyle.Adaptive, "low,medium,high", Effort.None, """{"thinking":{"type":"disabled"}}""")]
    [InlineData(ReasoningStyle.Effort, "low,medium,high", Effort.Minimal, """{"reasoning_effort":"low"}""")]
    [InlineData(ReasoningStyle.Level, "", Effort.Medium, """{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"medium"}}""")]
    [InlineData(ReasoningStyle.Budget, "", Effort.None, null)]
    [InlineData(ReasoningStyle.None, "", Effort.High, null)]
    internal void Each_family_is_told_to_think_in_its_own_words(ReasoningStyle style, string efforts, Effort effort, string? fields)
    {
        var traits = s_claude with { Reasoning = style, Efforts = efforts.Split(',', StringSplitOptions.RemoveEmptyEntries) };
        var (body, losses) = Translated.Written(s_format, Translated.Request(Translated.User(Translated.Text("go"))) with { Reasoning = new ReasoningAsk(effort) }, Translated.For("bedrock", traits));
        Assert.Equal(fields, Translated.Json(body).Get("additionalModelRequestFields")?.GetRawText());
        Assert.Equal(style == ReasoningStyle.None ? ["thinking"] : [], losses.Dropped);
    }

    [Fact]
    public void No_thought_is_asked_for_where_the_history_or_a_forced_tool_forbids_it()
    {
        var thinking = Translated.Request(Translated.User(Translated.Text("go"))) with { Tools = [s_tool], Reasoning = new ReasoningAsk(Effort.High) };
        var loop = thinking with { Turns = [.. thinking.Turns, Translated.Assistant(new ToolCallBlock("a", "look", "{}")), Translated.User(new ToolResultBlock("a", []))] };
        foreach (var request in new[] { loop, thinking with { ToolChoice = ToolChoice.Any } })
        {
            var (body, losses) = Translated.Written(s_format, request, Translated.For("bedrock", s_claude));
            Assert.Null(Translated.Json(body).Get("additionalModelRequestFields"));
            Assert.Equal(["thinking"], losses.Dropped);
        }
    }

    [Theory]
    [InlineData(ToolChoiceMode.Auto, """{"auto":{}}""")]
    [InlineData(ToolChoiceMode.Any, """{"any":{}}""")]
    [InlineData(ToolChoiceMode.Named, """{"tool":{"name":"look"}}""")]
    [InlineData(ToolChoiceMode.AllowedAny, """{"any":{}}""")]
    internal void A_choice_of_tools_is_said(ToolChoiceMode mode, string choice)
    {
        var config = Body(Translated.Request(Translated.User(Translated.Text("go"))) with { Tools = [s_tool, new ToolDef("other")], ToolChoice = new ToolChoice(mode, ["look"]) }).GetProperty("toolConfig");
        Assert.Equal(choice, config.GetProperty("toolChoice").GetRawText());
        Assert.Equal(mode == ToolChoiceMode.AllowedAny ? 1 : 2, config.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public void Structured_output_is_asked_for_or_refused()
    {
        var request = Translated.Request(Translated.User(Translated.Text("go"))) with { Format = new OutputFormat(Translated.Json("""{ "type": "object" }""")) { Name = "City" } };
        Assert.Equal(
            """{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\"type\":\"object\"}","name":"City"}}}}""", Body(request).GetProperty("outputConfig").GetRawText());
        Assert.Equal("output_config.format", Translated.Written(s_format, request, Translated.For("bedrock", new ModelTraits { JsonSchema = false })).Losses.Refusal?.Param);
        Assert.Equal("output_config.format", Translated.Written(s_format, request with { Format = new OutputFormat(null) }, Translated.For("bedrock")).Losses.Refusal?.Param);
    }

    [Fact]
    public void Names_and_ids_of_tools_are_such_as_Bedrock_takes_and_still_fit_together()
    {
        var long1 = new string('x', 80);
        var names = ToolNames.For(["a.b:c"], 64, static _ => false);
        var (body, _) = Translated.Written(
            s_format,
            Translated.Request(Translated.User(Translated.Text("go")), Translated.Assistant(new ToolCallBlock(long1, "a.b:c", "text") { Freeform = true }), Translated.User(new ToolResultBlock(long1, [])))
                with { Tools = [new ToolDef("a.b:c") { Freeform = true }], ToolChoice = ToolChoice.Named("a.b:c") },
            Translated.For("bedrock", names: names));
        var json = Translated.Json(body);
        var call = json.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("toolUse");
        var id = call.GetProperty("toolUseId").GetString()!;
        Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", id);
        Assert.Equal(id, json.GetProperty("messages")[2].GetProperty("content")[0].GetProperty("toolResult").GetProperty("toolUseId").GetString());
        Assert.Equal((names.Up("a.b:c"), """{"input":"text"}"""), (call.GetProperty("name").GetString(), call.GetProperty("input").GetRawText()));
        Assert.Equal(names.Up("a.b:c"), json.GetProperty("toolConfig").GetProperty("toolChoice").GetProperty("tool").GetProperty("name").GetString());
    }

    [Fact]
    public void Tools_that_a_provider_runs_itself_are_refused_by_their_place()
    {
        foreach (var hosted in new[] { HostedTool.WebSearch, HostedTool.Other })
        {
            var request = Translated.Request(Translated.User(Translated.Text("go"))) with { Tools = [new ToolDef("web_search") { Hosted = hosted, Path = "tools[0]" }] };
            Assert.Equal("tools[0]", Translated.Written(s_format, request, Translated.For("bedrock")).Losses.Refusal?.Param);
            Assert.Equal(hosted == HostedTool.Other, Translated.Written(s_format, request, Translated.For("bedrock"), allowLoss: true).Losses.Refusal is not null);
        }
    }

    [Fact]
    public void Nothing_is_written_that_recorded_requests_do_not_have()
    {
        // Documented, and in no recording.
        string[] documented = [".additionalModelRequestFields.top_k", ".messages[].content[].cachePoint.ttl", ".toolConfig.toolChoice.any", ".messages[].content[].document.context"];
        var known = Recording.Of("bedrock.converse").Concat(Recording.Of("bedrock.converse_stream")).Where(one => one.Status == 200 && one.Request.ValueKind == JsonValueKind.Object)
            .SelectMany(one => Recording.Members(one.Request)).Concat(documented).ToHashSet();
        var mark = new CacheMark(true);
        var request = Translated.Request(
            new Turn(Role.System, [Translated.Text("s")]),
            Translated.User(
                Translated.Text("u") with { Cache = mark }, new MediaBlock(MediaKind.Image, MediaSource.Base64, "iVBORw0K"),
                new MediaBlock(MediaKind.Document, MediaSource.Base64, "JVBERi0=") { Context = "c", Cited = true }, new MediaBlock(MediaKind.Video, MediaSource.Base64, "AAAA") { MediaType = "video/mp4" }),
            Translated.Assistant(new ThinkingBlock("t") { State = new OpaqueState(WireFormat.Converse, "s", "bedrock") }, new ToolCallBlock("a", "look", "{}")),
            Translated.User(new ToolResultBlock("a", [Translated.Text("x"), new MediaBlock(MediaKind.Image, MediaSource.Base64, "iVBORw0K")]))) with
        {
            MaxOutput = 9, Temperature = 1, TopP = 1, TopK = 1, Stop = ["x"], Tools = [s_tool with { Strict = true }], ToolChoice = ToolChoice.Any, Reasoning = new ReasoningAsk(Effort.High),
            Format = new OutputFormat(Translated.Json("{}")) { Name = "n", Description = "d" },
        };
        foreach (var style in Enum.GetValues<ReasoningStyle>().Where(style => style != ReasoningStyle.Switch))
        {
            var body = Body(request, s_claude with { Reasoning = style, ForcedToolsWithThinking = true, Efforts = ["low", "high"] });
            Assert.DoesNotContain(Recording.Members(body), member => !known.Contains(member));
        }
    }

    private static JsonElement Body(NeutralRequest request, ModelTraits? traits = null)
    {
        var (body, losses) = Translated.Written(s_format, request, Translated.For("bedrock", traits));
        Assert.Null(losses.Refusal);
        return Translated.Json(body);
    }
}
