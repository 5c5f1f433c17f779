using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>The road of a call whose client and target speak different formats.</summary>
public sealed class AcrossFormatsTests
{
    private const string Config = """
        { "providers": {
            "anthropic": { "baseUrl": "CLAUDE", "apiKey": "key-a" },
            "chat": { "baseUrl": "CHAT/v1", "apiKey": "key-c", "paths": { "chatCompletions": "/chat/completions" } } },
          "routes": {
            "safe": { "match": { "model": "claude-sonnet-4-5" }, "fallback": ["chat/gpt-4o"] },
            "loose": { "match": { "header": { "x-loose": "1" } }, "allowLoss": true } } }
        """;

    private const string ToolAnswer = """
        {"id":"c1","object":"chat.completion","created":1,"model":"gpt-4o-2024","choices":[{"index":0,"message":{"role":"assistant","content":null,
         "tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{\"at\":\"cat\"}"}}]},"finish_reason":"tool_calls"}],
         "usage":{"prompt_tokens":90,"completion_tokens":10,"total_tokens":100}}
        """;

    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task An_overloaded_Claude_falls_back_to_a_model_of_another_format_tools_and_images_intact()
    {
        await using var claude = RawProvider.Json("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", 529);
        await using var chat = RawProvider.Json(ToolAnswer);
        await using var lab = await StartAsync(claude, chat);

        using var reply = await PostAsync(lab, "/v1/messages", $$"""
            {"model":"claude-sonnet-4-5","max_tokens":100,"top_k":5,"tools":[{"name":"look","description":"Looks.","input_schema":{"type":"object","properties":{"at":{"type":"string"} } } }],
             "messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{Pixel}}"} }]}]}
            """);
        var body = await JsonAsync(reply);
        Assert.Equal("tool_use", body.GetProperty("stop_reason").GetString());
        Assert.Equal(("look", "cat"), (body.GetProperty("content")[0].GetProperty("name").GetString(), body.GetProperty("content")[0].GetProperty("input").GetProperty("at").GetString()));
        Assert.Equal((90, 10), (body.GetProperty("usage").GetProperty("input_tokens").GetInt32(), body.GetProperty("usage").GetProperty("output_tokens").GetInt32()));
        Assert.Equal("anthropic/claude-sonnet-4-5->chat/gpt-4o", Header(reply, "x-relayplane-fallback"));
        Assert.Contains("top_k", Header(reply, "x-relayplane-dropped"), StringComparison.Ordinal);

        var sent = Assert.Single(chat.Requests).Text;
        Assert.Contains($"data:image/png;base64,{Pixel}", sent, StringComparison.Ordinal);
        Assert.Contains("\"look\"", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(chat.Requests.Single().Headers, header => header.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase) || header.Contains("key-a", StringComparison.Ordinal));

        var row = Assert.Single(await lab.RowsAsync(1, "SELECT dropped, attempts FROM calls"));
        Assert.Contains("top_k", (string)row["dropped"]!, StringComparison.Ordinal);
        Assert.Equal("90|10|gpt-4o", string.Join('|', (await lab.RowsAsync(1, "SELECT tokens_in, tokens_out, model FROM runs")).Single().Values));
    }

    [Fact]
    public async Task A_stream_is_the_clients_own_grammar_and_each_piece_leaves_as_it_comes()
    {
        var release = new TaskCompletionSource();
        await using var chat = new RawProvider(async (_, to, cancel) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
            await RawProvider.ChunkAsync(to, """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"One"}}]}"""u8.ToArray().Concat("\n\n"u8.ToArray()).ToArray(), cancel);
            await release.Task.WaitAsync(cancel);
            await RawProvider.ChunkAsync(to, Encoding.UTF8.GetBytes("data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" two\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"), cancel);
            await to.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
        });
        await using var claude = RawProvider.Json("{}");
        await using var lab = await StartAsync(claude, chat);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = Content("""{"model":"chat/m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""") };
        using var reply = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", reply.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var events = new List<string>();
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                events.Add(line[7..]);
            }

            if (line.Contains("\"One\"", StringComparison.Ordinal))
            {
                // It is here before the provider has said the rest.
                release.SetResult();
            }
        }

        Assert.Equal(["message_start", "content_block_start", "content_block_delta", "content_block_delta", "content_block_stop", "message_delta", "message_stop"], events);
    }

    [Fact]
    public async Task A_stream_that_is_cut_ends_in_the_clients_own_error_and_never_as_if_whole()
    {
        await using var chat = new RawProvider(async (_, to, cancel) =>
        {
            await RawProvider.StreamAsync(to, ["data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"One\"}}]}\n\n"u8.ToArray()], cancel);
        });
        await using var claude = RawProvider.Json("{}");
        await using var lab = await StartAsync(claude, chat);
        using var reply = await PostAsync(lab, "/v1/messages", """{"model":"chat/m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""");
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("event: error", text, StringComparison.Ordinal);
        Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
        Assert.Equal("faulted", (await lab.RowsAsync(1, "SELECT verdict FROM attempts")).Single()["verdict"]);
    }

    [Fact]
    public async Task A_providers_error_is_the_clients_own_with_the_providers_words_and_request_id()
    {
        await using var chat = RawProvider.Json("""{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}""", 400, "x-request-id: req_77\r\n");
        await using var claude = RawProvider.Json("{}");
        await using var lab = await StartAsync(claude, chat);
        using var reply = await PostAsync(lab, "/v1/messages", """{"model":"chat/m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""");
        var error = (await JsonAsync(reply)).GetProperty("error");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error"), (reply.StatusCode, error.GetProperty("type").GetString()));
        var message = error.GetProperty("message").GetString()!;
        Assert.Contains("maximum context length is 8192", message, StringComparison.Ordinal);
        Assert.Contains("prompt is too long", message, StringComparison.Ordinal);
        Assert.Contains("chat", message, StringComparison.Ordinal);
        Assert.Equal("req_77", Header(reply, "request-id"));
    }

    [Fact]
    public async Task What_would_change_the_answer_is_refused_by_name_unless_the_route_allows_loss()
    {
        await using var claude = RawProvider.Json("""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi."}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":2}}""");
        await using var chat = RawProvider.Json("{}");
        await using var lab = await StartAsync(claude, chat);
        const string ask = """{"model":"anthropic/claude-haiku-4-5","n":2,"messages":[{"role":"user","content":"Hi"}]}""";
        using var refused = await PostAsync(lab, "/v1/chat/completions", ask);
        Assert.Equal((HttpStatusCode.BadRequest, "n"), (refused.StatusCode, (await JsonAsync(refused)).GetProperty("error").GetProperty("param").GetString()));
        Assert.Empty(claude.Requests);

        using var allowed = await PostAsync(lab, "/v1/chat/completions", ask, ("x-loose", "1"));
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Equal("n", Header(allowed, "x-relayplane-dropped"));
    }

    [Theory]
    [InlineData("/v1/responses", """{"model":"anthropic/m","input":"Hi","previous_response_id":"resp_1"}""", "previous_response_id")]
    [InlineData("/v1/responses", """{"model":"anthropic/m","input":"Hi","background":true}""", "background")]
    [InlineData("/v1/responses", """{"model":"anthropic/m","input":"Hi","conversation":"conv_1"}""", "conversation")]
    [InlineData("/v1/responses", """{"model":"anthropic/m","input":"Hi","tools":[{"type":"file_search","vector_store_ids":["v"]}]}""", "tools[0]")]
    public async Task What_only_its_own_provider_holds_is_refused_whatever_the_route_says(string path, string body, string param)
    {
        await using var claude = RawProvider.Json("{}");
        await using var chat = RawProvider.Json("{}");
        await using var lab = await StartAsync(claude, chat);
        using var reply = await PostAsync(lab, path, body, ("x-loose", "1"));
        Assert.Equal((HttpStatusCode.BadRequest, param), (reply.StatusCode, (await JsonAsync(reply)).GetProperty("error").GetProperty("param").GetString()));
        Assert.Empty(claude.Requests);
    }

    [Fact]
    public async Task A_search_of_the_web_that_the_target_does_not_have_is_refused_by_its_place()
    {
        await using var claude = RawProvider.Json("{}");
        await using var chat = RawProvider.Json("{}");
        await using var lab = await StartAsync(claude, chat);
        using var reply = await PostAsync(lab, "/v1/responses", """{"model":"chat/m","input":"Hi","tools":[{"type":"web_search"}]}""");
        Assert.Equal((HttpStatusCode.BadRequest, "tools[0]"), (reply.StatusCode, (await JsonAsync(reply)).GetProperty("error").GetProperty("param").GetString()));
        Assert.Empty(chat.Requests);
    }

    private static Task<Lab> StartAsync(RawProvider claude, RawProvider chat) => Lab.StartAsync(
        Config.Replace("CLAUDE", claude.Address, StringComparison.Ordinal).Replace("CHAT", chat.Address, StringComparison.Ordinal));

    private static Task<HttpResponseMessage> PostAsync(Lab lab, string path, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Content(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static StringContent Content(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Header(HttpResponseMessage reply, string name) => reply.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : string.Empty;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage reply)
    {
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
