using System.Net;
using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Sandbox;

public sealed class AnthropicTests
{
    private const string Plain = """{"model":"claude-sonnet-4-5","max_tokens":500,"messages":[{"role":"user","content":"Hello, what is new?"}]}""";
    private const string Tools = """
        {"model":"claude-sonnet-4-5","max_tokens":500,"stream":true,"tools":[{"name":"get_weather","input_schema":{"type":"object",
        "properties":{"city":{"type":"string"},"days":{"type":"integer"},"unit":{"type":"string","enum":["C","F"]}}},"cache_control":{"type":"ephemeral"}}],
        "messages":[{"role":"user","content":[{"type":"text","text":"What is the weather in Zürich?"}]}]}
        """;

    [Fact]
    public async Task A_message_has_text_ids_and_usage_that_adds_up()
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync("/v1/messages", Plain);
        var message = await Started.JsonAsync(response);
        Assert.StartsWith("req_", response.Headers.GetValues("request-id").Single(), StringComparison.Ordinal);
        Assert.Equal("message", message.GetProperty("type").GetString());
        Assert.Equal("claude-sonnet-4-5", message.GetProperty("model").GetString());
        Assert.Equal("end_turn", message.GetProperty("stop_reason").GetString());
        Assert.NotEmpty(message.GetProperty("content")[0].GetProperty("text").GetString()!);
        var counted = await sandbox.PostJsonAsync("/v1/messages/count_tokens", Plain);
        Assert.Equal(counted.GetProperty("input_tokens").GetInt64(), message.GetProperty("usage").GetProperty("input_tokens").GetInt64());
    }

    [Fact]
    public async Task The_same_prompt_gets_the_same_text_and_another_gets_another()
    {
        await using var sandbox = await Started.Async();
        var first = TextOf(await sandbox.PostJsonAsync("/v1/messages", Plain));
        Assert.Equal(first, TextOf(await sandbox.PostJsonAsync("/v1/messages", Plain)));
        Assert.NotEqual(first, TextOf(await sandbox.PostJsonAsync("/v1/messages", Plain.Replace("new", "old", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_stream_keeps_the_grammar_and_brings_the_whole_reply()
    {
        await using var sandbox = await Started.Async();
        var whole = await sandbox.PostJsonAsync("/v1/messages", Thinking(stream: false));
        var events = (await sandbox.EventsAsync("/v1/messages", Thinking(stream: true))).ConvertAll(Started.Parse);
        Assert.Equal("message_start", TypeOf(events[0]));
        Assert.Equal("message_stop", TypeOf(events[^1]));
        Assert.Equal("message_delta", TypeOf(events[^2]));
        Assert.Equal(whole.GetProperty("usage").GetProperty("output_tokens").GetInt64(), events[^2].GetProperty("usage").GetProperty("output_tokens").GetInt64());
        AssertBlocksInOrder(events);
        Assert.Equal(whole.GetProperty("content")[1].GetProperty("text").GetString(), Joined(events, "text"));
        Assert.Equal(whole.GetProperty("content")[0].GetProperty("signature").GetString(), Joined(events, "signature"));
    }

    [Fact]
    public async Task A_prompt_that_names_a_tool_gets_a_call_whose_input_fits_the_schema()
    {
        await using var sandbox = await Started.Async();
        var events = (await sandbox.EventsAsync("/v1/messages", Tools)).ConvertAll(Started.Parse);
        AssertBlocksInOrder(events);
        var input = Started.Parse(Joined(events, "partial_json"));
        Assert.Equal(JsonValueKind.String, input.GetProperty("city").ValueKind);
        Assert.Equal(JsonValueKind.Number, input.GetProperty("days").ValueKind);
        Assert.Equal("C", input.GetProperty("unit").GetString());
        Assert.Equal("tool_use", events[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task After_a_tool_result_comes_text()
    {
        await using var sandbox = await Started.Async();
        const string Turns = """
            ,{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"get_weather","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"weather: 20 C"}]}]}
            """;
        var next = Tools.Trim()[..^2].Replace("\"stream\":true,", "", StringComparison.Ordinal) + Turns;
        var message = await sandbox.PostJsonAsync("/v1/messages", next);
        Assert.Equal("end_turn", message.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task A_marked_prefix_is_written_once_and_then_read()
    {
        await using var sandbox = await Started.Async();
        var first = (await sandbox.PostJsonAsync("/v1/messages", Cached("one"))).GetProperty("usage");
        var second = (await sandbox.PostJsonAsync("/v1/messages", Cached("another question"))).GetProperty("usage");
        var written = first.GetProperty("cache_creation_input_tokens").GetInt64();
        Assert.InRange(written, 100, 300);
        Assert.Equal(written, first.GetProperty("cache_creation").GetProperty("ephemeral_5m_input_tokens").GetInt64());
        Assert.Equal(0, first.GetProperty("cache_read_input_tokens").GetInt64());
        Assert.Equal(written, second.GetProperty("cache_read_input_tokens").GetInt64());
        Assert.Equal(0, second.GetProperty("cache_creation_input_tokens").GetInt64());
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("null", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("[]", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("""{"messages":[]}""", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("""{"model":5,"messages":[]}""", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("""{"model":"claude-x","max_tokens":1,"messages":"no"}""", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("""{"model":"claude-x","max_tokens":1,"messages":[null]}""", HttpStatusCode.BadRequest, "invalid_request_error")]
    [InlineData("""{"model":"x","max_tokens":1,"messages":[{"role":"user","content":"a"}]}""", HttpStatusCode.NotFound, "not_found_error")]
    public async Task A_bad_request_gets_the_providers_own_error(string body, HttpStatusCode status, string type)
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync("/v1/messages", body);
        var error = await Started.JsonAsync(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("error", TypeOf(error));
        Assert.Equal(type, TypeOf(error.GetProperty("error")));
        Assert.Equal(response.Headers.GetValues("request-id").Single(), error.GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task Models_are_paged()
    {
        await using var sandbox = await Started.Async();
        sandbox.Client.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        sandbox.Client.DefaultRequestHeaders.Add("x-api-key", "k");
        var ids = new List<string>();
        for (var (after, more) = ("", true); more;)
        {
            var page = Started.Parse(await sandbox.Client.GetStringAsync($"/v1/models?limit=3&after_id={after}", TestContext.Current.CancellationToken));
            ids.AddRange(page.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!));
            (after, more) = (page.GetProperty("last_id").GetString()!, page.GetProperty("has_more").GetBoolean());
        }

        Assert.Equal(RelayPlane.Sandbox.ModelShelf.Anthropic, ids);
    }

    private static string Thinking(bool stream) => Plain.Replace(
        "\"max_tokens\"", $"\"stream\":{(stream ? "true" : "false")},\"thinking\":{{\"type\":\"enabled\",\"budget_tokens\":1024}},\"max_tokens\"", StringComparison.Ordinal);

    private static string Cached(string question) =>
        $$$"""
        {"model":"claude-sonnet-4-5","max_tokens":9,"system":[{"type":"text","text":"{{{new string('s', 800)}}}","cache_control":{"type":"ephemeral"}}],
        "messages":[{"role":"user","content":"{{{question}}}"}]}
        """;

    private static string TextOf(JsonElement message) => message.GetProperty("content")[0].GetProperty("text").GetString()!;

    private static string? TypeOf(JsonElement element) => element.GetProperty("type").GetString();

    private static string Joined(IEnumerable<JsonElement> events, string name) => string.Concat(
        events.Where(item => TypeOf(item) == "content_block_delta").Select(item => item.GetProperty("delta").TryGetProperty(name, out var part) ? part.GetString() : ""));

    private static void AssertBlocksInOrder(List<JsonElement> events)
    {
        var (open, next) = (-1, 0);
        foreach (var item in events)
        {
            switch (TypeOf(item))
            {
                case "content_block_start":
                    Assert.Equal(-1, open);
                    Assert.Equal(next, item.GetProperty("index").GetInt32());
                    open = next++;
                    break;
                case "content_block_delta":
                    Assert.Equal(open, item.GetProperty("index").GetInt32());
                    break;
                case "content_block_stop":
                    Assert.Equal(open, item.GetProperty("index").GetInt32());
                    open = -1;
                    break;
                case "message_delta":
                    Assert.Equal(-1, open);
                    break;
            }
        }

        Assert.True(next > 0);
    }
}
