using System.IO.Compression;
using System.Net;
using System.Text;
using RelayPlane.FunctionalTests.Chaos;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class HostileProviderTests
{
    private const string Body = """{"id":"m","type":"message","model":"claude-x","content":[{"type":"text","text":"hi"}],"usage":{"input_tokens":3,"output_tokens":2}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("x-odd: a\u0001b\r\n")]
    [InlineData("x-odd: a\u007fb\r\n")]
    [InlineData("x-relayplane-call-id: forged\r\n")]
    [InlineData("server: a\r\nserver: b\r\ndate: never\r\n")]
    [InlineData("x-latin: caf\u00e9\r\n")]
    public async Task A_header_that_no_reply_should_carry_costs_neither_the_reply_nor_its_record(string headers)
    {
        await using var provider = RawProvider.Json(Body, headers: headers);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Body, await reply.Content.ReadAsStringAsync(Cancel));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.id, c.outcome, r.tokens_in FROM calls c JOIN runs r ON r.call_id = c.id"));
        Assert.Equal(("answered", 3L), (row["outcome"], row["tokens_in"]));
        Assert.Equal(row["id"], reply.Headers.GetValues("x-relayplane-call-id").Single());
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nbad header\r\n\r\n")]
    [InlineData("HTTP/1.1 99 Low\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 999 High\r\ncontent-length: 2\r\n\r\n{}")]
    public async Task A_reply_that_is_hardly_HTTP_is_one_recorded_call_and_never_an_answer_made_up(string bytes)
    {
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancel);
            throw new IOException("closed");
        });
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: new QuickClock(20));
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", """{"model":"claude-x"}"""), Cancel);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome, status, attempts FROM calls"));
        Assert.Equal(row["status"] is 200L ? 1L : 5L, row["attempts"]);
        if (!text.Contains("{}", StringComparison.Ordinal))
        {
            Assert.Equal("failed", row["outcome"]);
            Assert.True(text.Length == 0 || text.Contains("{\"type\":\"error\"", StringComparison.Ordinal), text);
        }

        Assert.Equal(0L, (await HealthAsync(lab)).GetProperty("open").GetInt64());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_reply_that_is_never_in_the_coding_it_claims_is_one_failed_call_of_five_attempts(string coding)
    {
        await using var provider = RawProvider.Replying($"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: {coding}\r\n", Encoding.UTF8.GetBytes("this is plain text, whatever was said of it"));
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: new QuickClock(20));
        using (var decoded = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel))
        {
            Assert.Equal(HttpStatusCode.BadGateway, decoded.StatusCode);
            Assert.Empty(decoded.Content.Headers.ContentEncoding);
        }

        // Where the client takes the coding, the bytes are its own to judge; only the side meter reads nothing from them.
        using var passed = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"), ("accept-encoding", coding)), Cancel);
        Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        var rows = await lab.RowsAsync(2, "SELECT a.status, c.bytes_out FROM calls c JOIN attempts a ON a.call = c.seq ORDER BY c.seq");
        Assert.Equal(5 + 1, rows.Count);
        Assert.Equal(43L, rows[^1]["bytes_out"]);
    }

    [Fact]
    public async Task A_gzipped_stream_is_decoded_for_a_client_that_takes_none_each_event_as_it_comes()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
            using var packed = new MemoryStream();
            await using var gzip = new GZipStream(packed, CompressionLevel.Fastest);
            await gzip.WriteAsync("event: odd\ndata: {\"type\":\"odd\"}\n\n"u8.ToArray(), cancel);
            await gzip.FlushAsync(cancel);
            await RawProvider.ChunkAsync(stream, packed.ToArray(), cancel);
            await next.Task;
            throw new IOException("cut");
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x","stream":true}""", ("x-api-key", "k")), HttpCompletionOption.ResponseHeadersRead, Cancel);
        var body = await reply.Content.ReadAsStreamAsync(Cancel);
        await body.ReadExactlyAsync(new byte["event: odd\ndata: {\"type\":\"odd\"}\n\n".Length], Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        next.SetResult();
        using var reader = new StreamReader(body);
        Assert.Contains("event: error", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coding_that_nobody_here_knows_passes_through()
    {
        await using var provider = RawProvider.Json(Body, headers: "content-encoding: x-secret\r\n");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel);
        Assert.Equal(Body, await reply.Content.ReadAsStringAsync(Cancel));
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls"));
    }

    [Fact]
    public async Task A_reply_of_40_MB_arrives_whole()
    {
        var large = new byte[40 << 20];
        Array.Fill(large, (byte)'x');
        "{\"content\":\""u8.CopyTo(large);
        "\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}"u8.CopyTo(large.AsSpan(large.Length - 48));
        await using var provider = RawProvider.Replying("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n", large);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel);
        var came = await reply.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(large.AsSpan().SequenceEqual(came));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome, bytes_out FROM calls"));
        Assert.Equal((long)large.Length, row["bytes_out"]);
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 77\r\n\r\n", 200)]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n", 204)]
    [InlineData("DELETE", "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n", 204)]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\ncontent-length: 12\r\n\r\n", 304)]
    [InlineData("GET", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", 200)]
    [InlineData("GET", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n2\r\nok\r\n0\r\nx-sum: 1\r\n\r\n", 200)]
    [InlineData("OPTIONS", "HTTP/1.1 200 OK\r\nallow: GET\r\ncontent-length: 0\r\n\r\n", 200)]
    [InlineData("TRACE", "HTTP/1.1 405 No\r\ncontent-length: 0\r\n\r\n", 405)]
    [InlineData("PROPFIND", "HTTP/1.1 207 Multi\r\ncontent-length: 2\r\n\r\nok", 207)]
    public async Task Any_method_and_a_reply_without_a_body_pass_through_as_one_call(string method, string bytes, int status)
    {
        await using var provider = new RawProvider(async (_, stream, cancel) => await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, $"{method} /v1/files/f1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nConnection: close\r\n\r\n", Cancel);
        Assert.StartsWith($"HTTP/1.1 {status} ", text, StringComparison.Ordinal);
        Assert.StartsWith($"{method} /v1/files/f1 ", Assert.Single(provider.Requests).Line, StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome, status FROM calls"));
        Assert.Equal((status < 400 ? "answered" : "refused", (long)status), (row["outcome"], row["status"]));
        Assert.Equal(method == "HEAD", text.Contains("Content-Length: 77", StringComparison.OrdinalIgnoreCase));
    }

    internal static string Request(string line, string body, string headers = "") =>
        $"{line} HTTP/1.1\r\nHost: localhost\r\nx-api-key: k\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n{body}";

    internal static async Task<System.Text.Json.JsonElement> HealthAsync(Lab lab)
    {
        using var json = System.Text.Json.JsonDocument.Parse(await lab.Http.GetStringAsync("/health", Cancel));
        return json.RootElement.Clone();
    }
}
