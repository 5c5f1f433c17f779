using System.Net;
using System.Text;
using Xunit;

namespace RelayPlane.FunctionalTests;

public sealed class PassThroughTests
{
    private const string Reply = """{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text","text":"é"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":5}}""";

    [Fact]
    public async Task The_clients_bytes_and_headers_go_up_as_they_are()
    {
        const string sent = "{ \"zeta\": [1.0, 1e5],\n \"model\" : \"claude-sonnet-4-5\",  \"max_tokens\":5, \"s\":\"caf\\u00e9 é 😀 \\/\", \"messages\": [null] }";
        await using var provider = RawProvider.Json(Reply, headers: "request-id: req_9\r\n");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/messages?beta=true", sent, ("x-api-key", "sk-ant-mine"), ("anthropic-version", "2023-06-01"), ("anthropic-beta", "a-1,b-2"), ("x-unknown", "kept"), ("x-relayplane-session", "s1"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Reply, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("req_9", reply.Headers.GetValues("request-id").Single());
        Assert.Equal("anthropic", reply.Headers.GetValues("x-relayplane-provider").Single());
        Assert.Equal(32, reply.Headers.GetValues("x-relayplane-call-id").Single().Length);
        var up = Assert.Single(provider.Requests);
        Assert.Equal("POST /v1/messages?beta=true HTTP/1.1", up.Line);
        Assert.Equal(sent, up.Text);
        Assert.Equal("a-1,b-2", up.Header("anthropic-beta"));
        Assert.Equal("kept", up.Header("x-unknown"));
        Assert.Equal("sk-ant-mine", up.Header("x-api-key"));
        Assert.Equal("identity", up.Header("accept-encoding"));
        Assert.Null(up.Header("x-relayplane-session"));
    }

    [Fact]
    public async Task A_providers_error_comes_back_with_its_status_body_and_request_id()
    {
        const string error = """{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: required"},"request_id":"req_1"}""";
        await using var provider = RawProvider.Json(error, 400, "request-id: req_1\r\n");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(error, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome, status FROM calls"));
        Assert.Equal(400L, row["status"]);
    }

    [Fact]
    public async Task Each_piece_of_a_stream_arrives_before_the_next_is_written()
    {
        var asked = new SemaphoreSlim(0);
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
            for (var piece = 0; piece < 5; piece++)
            {
                await RawProvider.ChunkAsync(stream, Encoding.UTF8.GetBytes($"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"n\":{piece}}}\n\n"), cancel);
                await asked.WaitAsync(cancel);
            }

            await RawProvider.ChunkAsync(stream, "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8.ToArray(), cancel);
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/messages", """{"model":"claude-x","stream":true}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        for (var piece = 0; piece < 5; piece++)
        {
            Assert.Equal("event: content_block_delta", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Contains($"\"n\":{piece}", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal(string.Empty, await lines.ReadLineAsync(TestContext.Current.CancellationToken));
            asked.Release();
        }

        Assert.Equal("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", await lines.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_path_that_is_not_modelled_streams_through_and_is_recorded()
    {
        await using var provider = RawProvider.Replying("HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n", [1, 2, 3, 255]);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/files?purpose=batch") { Content = new ByteArrayContent([9, 8, 0, 7]) };
        request.Headers.Add("authorization", "Bearer sk-mine");
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 255], await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var up = Assert.Single(provider.Requests);
        Assert.Equal("POST /v1/files?purpose=batch HTTP/1.1", up.Line);
        Assert.Equal([9, 8, 0, 7], up.Body);
        Assert.Equal("Bearer sk-mine", up.Header("authorization"));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT endpoint, path FROM calls"));
        Assert.Equal("other", row["endpoint"]);
        Assert.Empty(await lab.RowsAsync(1, "SELECT * FROM runs"));
    }

    [Fact]
    public async Task A_model_named_with_its_provider_goes_there_by_its_bare_name()
    {
        await using var provider = RawProvider.Json("""{"id":"c","object":"chat.completion","model":"llama-3","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""");
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "mine": { "baseUrl": "{{provider.Address}}", "apis": ["openai"] } } }""");
        using var request = Post("/v1/chat/completions", """{"x":1,"model":"mine/org/llama-3","y":[2]}""", ("authorization", "Bearer sk-clients-openai-key"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var up = Assert.Single(provider.Requests);
        Assert.Equal("""{"x":1,"model":"org/llama-3","y":[2]}""", up.Text);
        Assert.Null(up.Header("authorization"));
        Assert.Equal("org/llama-3", reply.Headers.GetValues("x-relayplane-routed-model").Single());
        Assert.Equal("mine/org/llama-3", reply.Headers.GetValues("x-relayplane-requested-model").Single());
    }

    [Fact]
    public async Task Usage_that_was_asked_for_in_the_clients_place_never_reaches_it()
    {
        const string first = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":null}],\"usage\":null}\n\n";
        const string last = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n";
        const string usage = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":2,\"total_tokens\":13}}\n\n";
        const string done = "data: [DONE]\n\n";
        var all = Encoding.UTF8.GetBytes(first + last + usage + done);
        await using var provider = new RawProvider((_, stream, cancel) => RawProvider.StreamAsync(stream, all.Chunk(7), cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/chat/completions", """{"model":"gpt-4o","stream":true,"messages":[]}""", ("authorization", "Bearer k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(first + last + done, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"include_usage\":true", Assert.Single(provider.Requests).Text, StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT tokens_in, tokens_out FROM runs"));
        Assert.Equal((11L, 2L), (row["tokens_in"], row["tokens_out"]));
    }

    internal static HttpRequestMessage Post(string path, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
