using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Ollama;
using Xunit;

namespace RelayPlane.Tests.Dialects.Ollama;

public sealed class OllamaRequestTests
{
    private static readonly OllamaTarget s_format = new();

    private static readonly ToolDef s_tool = new("look") { Description = "Looks", Schema = Translated.Json("""{"type":"object"}""") };

    [Fact]
    public void Messages_have_their_images_beside_the_text_and_results_the_name_of_their_tool()
    {
        var body = Body(Translated.Request(
            new Turn(Role.Developer, [Translated.Text("be brief"), Translated.Text("be kind")]),
            Translated.User(Translated.Text("see"), new MediaBlock(MediaKind.Image, MediaSource.Base64, "iVBORw0K")),
            Translated.Assistant(new ThinkingBlock("hm"), Translated.Text("I look"), new ToolCallBlock("a", "look", "{\"at\":1.0}"), new ToolCallBlock("b", "look", "nonsense")),
            Translated.User(new ToolResultBlock("a", [Translated.Text("one")]), new ToolResultBlock("b", [Translated.Text("broke")]) { IsError = true }, Translated.Text("and?"))) with { Tools = [s_tool], Stream = true });
        Assert.Equal(
            """
            {"model":"m","messages":[{"role":"system","content":"be brief\n\nbe kind"},{"role":"user","content":"see","images":["iVBORw0K"]},
            {"role":"assistant","content":"I look","thinking":"hm","tool_calls":[{"function":{"name":"look","arguments":{"at":1.0}}},{"function":{"name":"look","arguments":{"_raw_arguments":"nonsense"}}}]},
            {"role":"tool","content":"one","tool_name":"look"},{"role":"tool","content":"Error:\n\nbroke","tool_name":"look"},{"role":"user","content":"and?"}],
            "tools":[{"type":"function","function":{"name":"look","description":"Looks","parameters":{"type":"object"}}}],"options":{},"stream":true}
            """.ReplaceLineEndings(""),
            body.GetRawText());
    }

    [Fact]
    public void Limits_and_sampling_are_options()
    {
        var body = Body(Translated.Request(Translated.User(Translated.Text("go"))) with
        {
            MaxOutput = 9, Temperature = 0.5, TopP = 0.25, TopK = 3, Seed = 4, FrequencyPenalty = 1, PresencePenalty = 2, Stop = ["END"], Format = new OutputFormat(Translated.Json("""{"type":"object"}""")),
        });
        Assert.Equal("""{"num_predict":9,"temperature":0.5,"top_p":0.25,"top_k":3,"seed":4,"frequency_penalty":1,"presence_penalty":2,"stop":["END"]}""", body.GetProperty("options").GetRawText());
        Assert.Equal("""{"type":"object"}""", body.GetProperty("format").GetRawText());
        Assert.False(body.GetProperty("stream").GetBoolean());
        Assert.Equal("json", Body(Translated.Request(Translated.User(Translated.Text("go"))) with { Format = new OutputFormat(null) }).GetProperty("format").GetString());
    }

    [Theory]
    [InlineData(ReasoningStyle.Switch, Effort.High, "true")]
    [InlineData(ReasoningStyle.Effort, Effort.Minimal, "\"low\"")]
    [InlineData(ReasoningStyle.Effort, Effort.Max, "\"high\"")]
    [InlineData(ReasoningStyle.Switch, Effort.None, "false")]
    [InlineData(ReasoningStyle.Effort, Effort.None, null)]
    [InlineData(ReasoningStyle.None, Effort.High, null)]
    internal void Thought_is_switched_or_told_how_hard(ReasoningStyle style, Effort effort, string? think)
    {
        var (body, losses) = Translated.Written(
            s_format, Translated.Request(Translated.User(Translated.Text("go"))) with { Reasoning = new ReasoningAsk(effort) }, Translated.For("ollama", new ModelTraits { Reasoning = style }));
        Assert.Equal(think, Translated.Json(body).Get("think")?.GetRawText());
        Assert.Equal(think is null ? ["thinking"] : [], losses.Dropped);
    }

    [Fact]
    public void What_Ollama_cannot_do_is_refused_or_told()
    {
        var go = Translated.Request(Translated.User(Translated.Text("go"))) with { Tools = [s_tool] };
        Assert.Equal("tool_choice", Refused(go with { ToolChoice = ToolChoice.Any }));
        Assert.Equal("messages.image", Refused(Translated.Request(Translated.User(new MediaBlock(MediaKind.Image, MediaSource.Url, "https://e.example/a.png")))));
        Assert.Equal("messages.document", Refused(Translated.Request(Translated.User(new MediaBlock(MediaKind.Document, MediaSource.Base64, "JVBERi0=")))));
        Assert.Null(Translated.Json(Translated.Written(s_format, go with { ToolChoice = ToolChoice.None }, Translated.For("ollama")).Body).Get("tools"));
        var marked = go with { Turns = [Translated.User(Translated.Text("go") with { Cache = new CacheMark(false) }), Translated.Assistant(new ThinkingBlock("hm"), Translated.Text("so"))], ParallelTools = false };
        Assert.Equal(
            ["cache_control", "messages.thinking", "tool_choice.disable_parallel_tool_use"],
            Translated.Written(s_format, marked, Translated.For("ollama")).Losses.Dropped);
    }

    [Fact]
    public void Nothing_is_written_that_recorded_requests_do_not_have()
    {
        // Documented, and in no recording.
        string[] documented = [".messages[].images[]", ".messages[].images", ".messages[].tool_calls[].function.name", ".messages[].tool_calls[].function.arguments", ".messages[].tool_calls[].function", ".messages[].tool_calls[]", ".messages[].tool_name", ".options", ".options.num_predict", ".think"];
        var known = Recording.Of("ollama.chat").Where(one => one.Request.ValueKind == JsonValueKind.Object).SelectMany(one => Recording.Members(one.Request)).Concat(documented).ToHashSet();
        var body = Body(Translated.Request(
            Translated.User(Translated.Text("see"), new MediaBlock(MediaKind.Image, MediaSource.Base64, "iVBORw0K")), Translated.Assistant(new ToolCallBlock("a", "look", "{}")), Translated.User(new ToolResultBlock("a", [])))
            with { Tools = [s_tool], MaxOutput = 9, Temperature = 1, Seed = 3, Format = new OutputFormat(Translated.Json("{}")), Reasoning = new ReasoningAsk(Enabled: false) });
        Assert.DoesNotContain(Recording.Members(body), member => !known.Contains(member));
    }

    private static string? Refused(NeutralRequest request) => Translated.Written(s_format, request, Translated.For("ollama")).Losses.Refusal?.Param;

    private static JsonElement Body(NeutralRequest request)
    {
        var (body, losses) = Translated.Written(s_format, request, Translated.For("ollama", new ModelTraits { Replay = ReasoningReplay.Keep }));
        Assert.Null(losses.Refusal);
        return Translated.Json(body);
    }
}
