using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class BadInputTests
{
    public static TheoryData<string, string> Bodies()
    {
        var data = new TheoryData<string, string>();
        foreach (var path in (string[])["/v1/messages", "/v1/chat/completions", "/v1/responses", "/v1/embeddings"])
        {
            foreach (var body in (string[])["", "not json", "null", "[]", "5", "{\"model\": 5}", "{\"messages\": []}", "{\"model\":\"x\"", "{\"model\":\"x\"} trailing"])
            {
                data.Add(path, body);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_no_provider_could_read_is_a_400_in_the_callers_shape(string path, string body)
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await lab.Http.SendAsync(Post(path, body, ("authorization", "Bearer k")), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var error = json.RootElement.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(path == "/v1/messages", json.RootElement.TryGetProperty("type", out _));
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls WHERE outcome = 'refused'"));
    }

    [Fact]
    public async Task A_body_over_64_MB_is_a_413()
    {
        await using var lab = await Lab.StartAsync();
        using var request = Post("/v1/messages", string.Empty, ("x-api-key", "k"));
        request.Content = new ByteArrayContent(new byte[(64 * 1024 * 1024) + 1]);
        request.Headers.ExpectContinue = true;
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
    }

    [Fact]
    public async Task Headers_of_100_KB_are_a_431_in_the_callers_shape()
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", "{}", ("x-big", new string('a', 100_000))), TestContext.Current.CancellationToken);
        Assert.Equal(431, (int)reply.StatusCode);
        Assert.StartsWith("{\"type\":\"error\"", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzipped_body_is_read_and_goes_up_plain()
    {
        const string body = """{"model":"claude-x","messages":[]}""";
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
        }

        using var request = Post("/v1/messages", string.Empty, ("x-api-key", "k"));
        request.Content = new ByteArrayContent(packed.ToArray());
        request.Content.Headers.ContentEncoding.Add("gzip");
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var up = Assert.Single(provider.Requests);
        Assert.Equal(body, up.Text);
        Assert.Null(up.Header("content-encoding"));
    }

    [Fact]
    public async Task A_websocket_upgrade_is_a_501()
    {
        await using var lab = await Lab.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, lab.BaseUrl.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync("GET /v1/responses HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 501", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_waited_for_until_the_deadline_and_then_named()
    {
        await using var lab = await Lab.StartAsync("""{ "providers": { "openai": { "baseUrl": "http://127.0.0.1:1" } } }""");
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"gpt-4o"}""", ("authorization", "Bearer k"), ("x-relayplane-deadline-ms", "2000")), TestContext.Current.CancellationToken);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
        Assert.Equal("false", reply.Headers.GetValues("x-should-retry").Single());
        Assert.InRange(reply.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 59);
        Assert.Contains("openai", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT DISTINCT c.outcome, a.verdict FROM calls c JOIN attempts a ON a.call = c.seq"));
        Assert.Equal("failed", row["outcome"]);
        Assert.Equal("faulted", row["verdict"]);
    }

    [Theory]
    [InlineData("rp:fats")]
    [InlineData("relayplane:unknown")]
    [InlineData("opnai/gpt-4o")]
    public async Task A_name_that_nobody_could_mean_is_our_own_404(string model)
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", $$"""{"model":"{{model}}"}""", ("authorization", "Bearer k")), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains(model, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_deeper_is_the_providers_to_judge()
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        const string body = """{"model":"claude-x","messages":[null],"max_tokens":"many"}""";
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", body, ("x-api-key", "k")), TestContext.Current.CancellationToken);
        Assert.Equal(body, Assert.Single(provider.Requests).Text);
    }
}
