using System.Net;
using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Sandbox;

public sealed class OpenAITests
{
    private const string Chat = """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}""";
    private const string ChatTool = """
        {"model":"gpt-4o-mini","tool_choice":"required","tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"name":{"type":"string"}}}}},
        {"type":"function","function":{"name":"g"}}],"messages":[{"role":"user","content":"Hello"}]}
        """;
    private const string Response = """{"model":"gpt-5","reasoning":{"effort":"low"},"input":"Hello"}""";
    private const string ResponseTool = """
        {"model":"gpt-5","tool_choice":"required","tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{"name":{"type":"string"}}}}],"input":[{"role":"user","content":"Hi"}]}
        """;

    [Fact]
    public async Task A_chat_stream_brings_the_text_the_finish_and_the_usage_asked_for()
    {
        await using var sandbox = await Started.Async();
        var whole = await sandbox.PostJsonAsync("/v1/chat/completions", Chat);
        var events = await sandbox.EventsAsync("/v1/chat/completions", Streamed(Chat, """ "stream_options":{"include_usage":true}, """));
        Assert.Equal("[DONE]", events[^1]);
        var chunks = events[..^1].ConvertAll(Started.Parse);
        Assert.Equal("assistant", Delta(chunks[0]).GetProperty("role").GetString());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(whole.GetProperty("usage").GetRawText(), chunks[^1].GetProperty("usage").GetRawText());
        Assert.All(chunks[..^1], chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        var text = string.Concat(chunks[..^1].Select(chunk => Delta(chunk).TryGetProperty("content", out var part) ? part.GetString() : ""));
        Assert.Equal(whole.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), text);
        var usage = whole.GetProperty("usage");
        Assert.Equal(usage.GetProperty("total_tokens").GetInt64(), usage.GetProperty("prompt_tokens").GetInt64() + usage.GetProperty("completion_tokens").GetInt64());
    }

    [Fact]
    public async Task A_chat_stream_without_usage_asked_for_has_none()
    {
        await using var sandbox = await Started.Async();
        var events = await sandbox.EventsAsync("/v1/chat/completions", Streamed(Chat));
        Assert.DoesNotContain(events, data => data.Contains("usage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_streamed_tool_calls_are_numbered_from_0_with_whole_arguments()
    {
        await using var sandbox = await Started.Async();
        var events = await sandbox.EventsAsync("/v1/chat/completions", Streamed(ChatTool), "tools=2");
        var chunks = events[..^1].ConvertAll(Started.Parse);
        var deltas = chunks.Where(chunk => Delta(chunk).TryGetProperty("tool_calls", out _)).Select(chunk => Delta(chunk).GetProperty("tool_calls")[0]).ToList();
        Assert.Equal([0, 1], deltas.Where(call => call.TryGetProperty("id", out _)).Select(call => call.GetProperty("index").GetInt32()));
        var first = deltas.Where(call => call.GetProperty("index").GetInt32() == 0).Select(call => call.GetProperty("function").GetProperty("arguments").GetString());
        Assert.NotEmpty(Started.Parse(string.Concat(first)).GetProperty("name").GetString()!);
        Assert.Equal("tool_calls", chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData(Response)]
    [InlineData(ResponseTool)]
    public async Task A_response_stream_numbers_its_events_and_finishes_every_item(string request)
    {
        await using var sandbox = await Started.Async();
        var whole = await sandbox.PostJsonAsync("/v1/responses", request);
        var events = (await sandbox.EventsAsync("/v1/responses", Streamed(request))).ConvertAll(Started.Parse);
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(item => item.GetProperty("sequence_number").GetInt32()));
        Assert.Equal("response.created", TypeOf(events[0]));
        Assert.Equal("response.in_progress", TypeOf(events[1]));
        Assert.Equal("response.completed", TypeOf(events[^1]));
        var final = events[^1].GetProperty("response");
        var done = events.Where(item => TypeOf(item) == "response.output_item.done").Select(item => item.GetProperty("item").GetRawText());
        Assert.Equal(final.GetProperty("output").EnumerateArray().Select(item => item.GetRawText()), done);
        Assert.Equal(events.Count(item => TypeOf(item) == "response.output_item.added"), final.GetProperty("output").GetArrayLength());
        Assert.Equal(whole.GetProperty("usage").GetRawText(), final.GetProperty("usage").GetRawText());
        Assert.Single(events.Select(item => item.TryGetProperty("response", out var response) ? response.GetProperty("id").GetString() : null).OfType<string>().Distinct());
    }

    [Fact]
    public async Task Embeddings_as_base64_are_the_same_vectors_as_numbers()
    {
        await using var sandbox = await Started.Async();
        const string Request = """{"model":"text-embedding-3-small","input":["a","b"],"dimensions":4,"encoding_format":"float"}""";
        var numbers = await sandbox.PostJsonAsync("/v1/embeddings", Request);
        var packed = await sandbox.PostJsonAsync("/v1/embeddings", Request.Replace("float", "base64", StringComparison.Ordinal));
        Assert.Equal(2, numbers.GetProperty("data").GetArrayLength());
        var bytes = packed.GetProperty("data")[1].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(
            numbers.GetProperty("data")[1].GetProperty("embedding").EnumerateArray().Select(value => value.GetSingle()),
            Enumerable.Range(0, 4).Select(index => BitConverter.ToSingle(bytes, index * 4)));
    }

    [Fact]
    public async Task Legacy_completions_answer_and_stream()
    {
        await using var sandbox = await Started.Async();
        const string Request = """{"model":"gpt-3.5-turbo-instruct","prompt":"Say hi","max_tokens":5}""";
        var whole = (await sandbox.PostJsonAsync("/v1/completions", Request)).GetProperty("choices")[0];
        var events = await sandbox.EventsAsync("/v1/completions", Streamed(Request));
        Assert.Equal("length", whole.GetProperty("finish_reason").GetString());
        Assert.Equal(whole.GetProperty("text").GetString(), string.Concat(events[..^1].Select(data => Started.Parse(data).GetProperty("choices")[0].GetProperty("text").GetString())));
    }

    [Theory]
    [InlineData("""{"messages":[]}""", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"model":"nobody","messages":[{"role":"user","content":"a"}]}""", HttpStatusCode.NotFound, "model_not_found")]
    public async Task A_bad_request_gets_the_providers_own_error(string body, HttpStatusCode status, string? code)
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync("/v1/chat/completions", body);
        Assert.Equal(status, response.StatusCode);
        var error = (await Started.JsonAsync(response)).GetProperty("error");
        Assert.Equal("invalid_request_error", TypeOf(error));
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.StartsWith("req_", response.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad")]
    [InlineData("")]
    public async Task A_bad_or_missing_key_is_401(string key)
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync("/v1/chat/completions", Chat, key: key);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_api_key", (await Started.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_path_that_is_not_modelled_echoes_what_came()
    {
        await using var sandbox = await Started.Async();
        var echo = await sandbox.PostJsonAsync("/v1/files?purpose=x", "abc");
        Assert.Equal("/v1/files", echo.GetProperty("path").GetString());
        Assert.Equal("?purpose=x", echo.GetProperty("query").GetString());
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", echo.GetProperty("sha256").GetString());
    }

    private static string Streamed(string request, string more = "") => request.Trim().Insert(1, "\"stream\":true," + more);

    private static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    private static string? TypeOf(JsonElement element) => element.GetProperty("type").GetString();
}
