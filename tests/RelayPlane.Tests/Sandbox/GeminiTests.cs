using System.Net;
using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Sandbox;

public sealed class GeminiTests
{
    private const string Model = "/v1beta/models/gemini-2.5-flash";
    private const string Plain = """{"contents":[{"role":"user","parts":[{"text":"Hello"}]}],"generationConfig":{"maxOutputTokens":40,"thinkingConfig":{"includeThoughts":true}}}""";

    [Fact]
    public async Task A_reply_counts_thoughts_apart_and_adds_up()
    {
        await using var sandbox = await Started.Async();
        var reply = await sandbox.PostJsonAsync(Model + ":generateContent", Plain);
        var usage = reply.GetProperty("usageMetadata");
        var counted = await sandbox.PostJsonAsync(Model + ":countTokens", Plain);
        Assert.Equal(counted.GetProperty("totalTokens").GetInt64(), usage.GetProperty("promptTokenCount").GetInt64());
        Assert.Equal(
            usage.GetProperty("totalTokenCount").GetInt64(),
            usage.GetProperty("promptTokenCount").GetInt64() + usage.GetProperty("candidatesTokenCount").GetInt64() + usage.GetProperty("thoughtsTokenCount").GetInt64());
    }

    [Fact]
    public async Task SSE_and_array_bring_the_same_chunks()
    {
        await using var sandbox = await Started.Async();
        var events = (await sandbox.EventsAsync(Model + ":streamGenerateContent?alt=sse", Plain)).ConvertAll(Started.Parse);
        var array = (await sandbox.PostJsonAsync(Model + ":streamGenerateContent", Plain)).EnumerateArray().ToList();
        Assert.Equal(events.Select(Text), array.Select(Text));
        Assert.True(events.Count > 3);
        Assert.True(events[^1].GetProperty("candidates")[0].TryGetProperty("finishReason", out _));
    }

    [Fact]
    public async Task A_forced_function_is_called_with_arguments()
    {
        await using var sandbox = await Started.Async();
        var reply = await sandbox.PostJsonAsync(Model + ":generateContent", """
            {"contents":[{"role":"user","parts":[{"text":"Hello"}]}],"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"n":{"type":"INTEGER"}}}}]}],
            "toolConfig":{"functionCallingConfig":{"mode":"ANY"}}}
            """);
        var call = reply.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("functionCall");
        Assert.Equal("f", call.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Number, call.GetProperty("args").GetProperty("n").ValueKind);
    }

    [Fact]
    public async Task Models_are_paged_by_token()
    {
        await using var sandbox = await Started.Async();
        var first = Started.Parse(await sandbox.Client.GetStringAsync("/v1beta/models?pageSize=2&key=k", TestContext.Current.CancellationToken));
        var token = first.GetProperty("nextPageToken").GetString();
        var rest = Started.Parse(await sandbox.Client.GetStringAsync($"/v1beta/models?pageToken={token}&key=k", TestContext.Current.CancellationToken));
        Assert.False(rest.TryGetProperty("nextPageToken", out _));
        Assert.Equal(
            RelayPlane.Sandbox.ModelShelf.Gemini.Select(model => "models/" + model),
            first.GetProperty("models").EnumerateArray().Concat(rest.GetProperty("models").EnumerateArray()).Select(model => model.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_unknown_model_is_Googles_404()
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync("/v1beta/models/nobody:generateContent", Plain);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("NOT_FOUND", (await Started.JsonAsync(response)).GetProperty("error").GetProperty("status").GetString());
    }

    private static string? Text(JsonElement chunk) => chunk.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString();
}
