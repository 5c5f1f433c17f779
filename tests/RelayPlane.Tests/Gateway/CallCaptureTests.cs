using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class CallCaptureTests
{
    private const string On = """{ "ledger": { "storeContent": true } }""";
    private const string TheirKey = "sk-ant-theirs-0123456789";
    private const string Asked = """{"model":"claude-sonnet-4-5","max_tokens":9,"messages":[{"role":"user","content":"Grüße"}]}""";
    private const string Json = """{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":5}}""";
    private const string Begun = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude-sonnet-4-5\",\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\nevent: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n";
    private const string Ended = "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private static readonly (string Name, string Value) Key = ("x-api-key", TheirKey);

    [Fact]
    public async Task A_call_is_kept_as_the_client_sent_it_and_got_it()
    {
        await using var road = new KeptRoad(On, _ => Reply(200, "application/json", Json, ("request-id", "req_1"), ("set-cookie", "session=abc"), ("anthropic-ratelimit-tokens-remaining", "100")));
        var http = KeptRoad.Request("/v1/messages", Asked, Key, ("anthropic-version", "2023-06-01"), ("cookie", "a=b"));
        await road.WalkAsync(http);

        var kept = await road.KeptAsync();

        Assert.Equal((Asked, Json), (Text(kept.Request), Text(kept.Reply)));
        Assert.Equal(Json, Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()));
        Assert.Equal(road.Calls[^1].At.ToUnixTimeMilliseconds(), kept.At.ToUnixTimeMilliseconds());
        Assert.Equal(["(secret)", "2023-06-01", "(secret)"], Headers(kept.RequestHeaders, "x-api-key", "anthropic-version", "cookie"));
        Assert.Equal(["req_1", "(secret)", "100"], Headers(kept.ReplyHeaders, "request-id", "set-cookie", "anthropic-ratelimit-tokens-remaining"));
        Assert.Equal([road.Calls[^1].Id], Headers(kept.ReplyHeaders, "x-relayplane-call-id"));
    }

    [Fact]
    public async Task A_stream_is_kept_event_by_event_as_it_came()
    {
        await using var road = new KeptRoad(On, _ => Reply(200, "text/event-stream", Begun + Ended));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Asked.Replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"", StringComparison.Ordinal), Key));

        var kept = await road.KeptAsync();

        Assert.Equal(Begun + Ended, Text(kept.Reply));
        Assert.Equal(Outcome.Answered, road.Calls[^1].Outcome);
    }

    [Fact]
    public async Task A_cancelled_call_keeps_what_was_sent_so_far()
    {
        var provider = new Pipe();
        await provider.Writer.WriteAsync(Encoding.UTF8.GetBytes(Begun), TestContext.Current.CancellationToken);
        await using var road = new KeptRoad(On, _ => Reply(200, "text/event-stream", new StreamContent(provider.Reader.AsStream())));
        var (client, hangUp) = (new Pipe(), new CancellationTokenSource());
        var http = KeptRoad.Request("/v1/messages", Asked.Replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"", StringComparison.Ordinal), Key);
        (http.Response.Body, http.RequestAborted) = (client.Writer.AsStream(), hangUp.Token);
        var walking = road.WalkAsync(http);
        await client.Reader.ReadAtLeastAsync(Begun.Length, TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();
        await walking;

        var kept = await road.KeptAsync();

        Assert.Equal(Outcome.Cancelled, road.Calls[^1].Outcome);
        Assert.Equal((Begun, false), (Text(kept.Reply), kept.Reply.Cut));
    }

    [Fact]
    public async Task A_providers_error_is_kept_without_the_key_that_it_quotes()
    {
        const string error = """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key: KEY"}}""";
        await using var road = new KeptRoad(On, _ => Reply(401, "application/json", error.Replace("KEY", TheirKey, StringComparison.Ordinal)));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Asked, Key));

        Assert.Equal(error.Replace("KEY", "(secret)", StringComparison.Ordinal), Text((await road.KeptAsync()).Reply));
    }

    [Theory]
    [InlineData("/v1/messages", """{"model":"claude-sonnet-4-5"}""", "authentication_error")]
    [InlineData("/v1/messages", """{"model":""", "JSON")]
    public async Task A_refusal_of_our_own_is_kept_with_what_was_asked(string path, string asked, string says)
    {
        await using var road = new KeptRoad(On, _ => Reply(200, "application/json", Json));
        await road.WalkAsync(KeptRoad.Request(path, asked));

        var kept = await road.KeptAsync();

        Assert.Equal(Outcome.Refused, road.Calls[^1].Outcome);
        Assert.Equal(asked, Text(kept.Request));
        Assert.Contains(says, Text(kept.Reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/models", null, "sandbox/claude")]
    [InlineData("/v1/messages/count_tokens", """{"model":"sandbox/gpt-4o","messages":[{"role":"user","content":"Hello"}]}""", "input_tokens")]
    public async Task Lists_and_counts_are_kept_too(string path, string? asked, string says)
    {
        await using var road = new KeptRoad(On, _ => Reply(200, "application/json", """{"input_tokens":3}"""));
        await road.WalkAsync(KeptRoad.Request(path, asked, ("anthropic-version", "2023-06-01")));

        var kept = await road.KeptAsync();

        Assert.Equal(asked ?? "", Text(kept.Request));
        Assert.Contains(says, Text(kept.Reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_encoded_is_kept_decoded()
    {
        await using var road = new KeptRoad(On, _ =>
        {
            var content = new ByteArrayContent(Gzip(Json));
            content.Headers.ContentEncoding.Add("gzip");
            return Reply(200, "application/json", content);
        });
        var http = KeptRoad.Request("/v1/messages", null, Key, ("content-encoding", "gzip"), ("accept-encoding", "gzip"));
        (http.Request.Method, http.Request.Body) = ("POST", new MemoryStream(Gzip(Asked)));
        await road.WalkAsync(http);

        var kept = await road.KeptAsync();

        Assert.Equal((Asked, Json), (Text(kept.Request), Text(kept.Reply)));
        Assert.Equal(Gzip(Json), ((MemoryStream)http.Response.Body).ToArray());
    }

    [Fact]
    public async Task Of_long_bodies_the_first_megabyte_is_kept_and_the_client_gets_all()
    {
        var (asked, said) = (Asked.Replace("Grüße", new string('q', 3_000_000), StringComparison.Ordinal), Json.Replace("hi", new string('a', 2_000_000), StringComparison.Ordinal));
        await using var road = new KeptRoad(On, _ => Reply(200, "application/json", said));
        var http = KeptRoad.Request("/v1/messages", asked, Key);
        await road.WalkAsync(http);

        var kept = await road.KeptAsync();

        Assert.Equal((true, true), (kept.Request.Cut, kept.Reply.Cut));
        Assert.Equal((asked[..CapturedBody.Most], said[..CapturedBody.Most]), (Text(kept.Request), Text(kept.Reply)));
        Assert.Equal(said.Length, http.Response.Body.Length);
    }

    [Fact]
    public async Task No_key_that_came_by_any_way_is_in_the_file()
    {
        const string config = """
            { "ledger": { "storeContent": true }, "providers": { "openai": { "apiKey": "env:OUR_KEY" } }, "clients": [{ "name": "ci", "key": "env:CI_KEY" }] }
            """;
        await using var road = new KeptRoad(config, request => Reply(400, "application/json", $$"""{ "error": { "message": "no: {{request.Headers}}" } }""".ReplaceLineEndings(" "), ("x-echo", "sk-ours-0123456789")));
        var asked = """{"model":"gpt-4o","messages":[{"role":"user","content":"my key is ci-key-0123456789"}]}""";
        (string Name, string Value)[] ways =
        [
            ("authorization", "Bearer ci-key-0123456789"), ("x-api-key", "ci-key-0123456789"), ("x-goog-api-key", "ci-key-0123456789"), ("api-key", "ci-key-0123456789"),
            ("proxy-authorization", "Basic hidden-0123456789"), ("cookie", "s=hidden-0123456789"), ("x-amz-security-token", "hidden-0123456789"), ("referer", "http://x/?key=ci-key-0123456789"),
        ];
        await road.WalkAsync(KeptRoad.Request("/v1/chat/completions", asked, ways));
        await road.WalkAsync(KeptRoad.Request("/v1beta/models/gemini-2.5-flash:generateContent?key=AIza-0123456789", """{"contents":[]}""", ("x-also", "AIza-0123456789")));
        var kept = await road.KeptAsync();
        var first = new ContentReader(road.Path).Find(road.Calls[0].Id)!;
        await road.Content.DisposeAsync();

        var file = string.Concat(Directory.EnumerateFiles(road.Folder.Root, "content.db*").Select(File.ReadAllBytes).Select(Encoding.Latin1.GetString));
        var bodies = Text(first.Request) + Text(first.Reply) + Text(kept.Request) + Text(kept.Reply);
        Assert.Contains("(secret)", file, StringComparison.Ordinal);
        Assert.Contains("my key is (secret)", bodies, StringComparison.Ordinal);
        foreach (var secret in new[] { "ci-key-0123456789", "sk-ours-0123456789", "hidden-0123456789", "AIza-0123456789" })
        {
            Assert.DoesNotContain(secret, file + bodies, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Off_there_is_no_file_and_nothing_stands_between_the_road_and_the_client()
    {
        IHttpResponseBodyFeature? seen = null;
        var http = KeptRoad.Request("/v1/messages", Asked, Key);
        await using var road = new KeptRoad("{}", _ =>
        {
            seen = http.Features.Get<IHttpResponseBodyFeature>();
            return Reply(200, "application/json", Json);
        });
        var before = http.Features.Get<IHttpResponseBodyFeature>();
        await road.WalkAsync(http);
        await road.Content.DisposeAsync();

        Assert.Same(before, seen);
        Assert.Empty(Directory.EnumerateFiles(road.Folder.Root, "content.db*"));
    }

    [Fact]
    public async Task A_reload_changes_it_for_the_calls_after()
    {
        await using var road = new KeptRoad("{}", _ => Reply(200, "application/json", Json));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Asked, Key));
        road.Reload(On);
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Asked, Key));
        await road.KeptAsync();
        road.Reload("{}");
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Asked, Key));
        await road.Content.DisposeAsync();

        Assert.Equal([road.Calls[1].Id], LedgerFixture.Rows(road.Path, "SELECT call_id FROM contents"));
    }

    private static HttpResponseMessage Reply(int status, string type, string body, params (string Name, string Value)[] headers) =>
        Reply(status, type, new ByteArrayContent(Encoding.UTF8.GetBytes(body)), headers);

    private static HttpResponseMessage Reply(int status, string type, HttpContent content, params (string Name, string Value)[] headers)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        reply.Content.Headers.TryAddWithoutValidation("content-type", type);
        foreach (var (name, value) in headers)
        {
            reply.Headers.TryAddWithoutValidation(name, value);
        }

        return reply;
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Text(KeptBody body) => Encoding.UTF8.GetString(body.Bytes.Span);

    private static IEnumerable<string> Headers(IReadOnlyList<KeptHeader> headers, params string[] names) =>
        names.Select(name => Assert.Single(headers, header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);
}
