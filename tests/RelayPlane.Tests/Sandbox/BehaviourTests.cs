using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;
using Xunit;

namespace RelayPlane.Tests.Sandbox;

public sealed class BehaviourTests
{
    private const string Messages = "/v1/messages";
    private const string Plain = """{"model":"claude-sonnet-4-5","max_tokens":500,"messages":[{"role":"user","content":"Hello"}]}""";
    private const string Stream = """{"model":"claude-sonnet-4-5","stream":true,"max_tokens":500,"messages":[{"role":"user","content":"Hello"}]}""";

    [Fact]
    public async Task A_cut_stream_sends_so_many_events_and_no_end()
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync(Messages, Stream, "cut=5");
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var received = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(received, TestContext.Current.CancellationToken));
        Assert.Equal(5, Encoding.UTF8.GetString(received.ToArray()).Split("\n\n").Length - 1);
        Assert.Equal(1, sandbox.Server.Stats.BrokenOff);
    }

    [Fact]
    public async Task A_tool_is_called_with_the_arguments_that_are_given_whether_they_fit_or_not()
    {
        await using var sandbox = await Started.Async();
        var asked = Plain.Replace("\"max_tokens\"", """
            "tools":[{"name":"look","input_schema":{"type":"object","properties":{"at":{"type":"string"}}}}],"max_tokens"
            """, StringComparison.Ordinal);
        var reply = await sandbox.PostJsonAsync(Messages, asked, "tools=1; arguments=%7B%22%3A%22%3A7%7D");
        Assert.Equal("""{":":7}""", reply.GetProperty("content")[0].GetProperty("input").GetRawText());
    }

    [Fact]
    public async Task A_cut_body_is_shorter_than_it_says()
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync(Messages, Plain, "cut=1");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_connection_gets_no_reply()
    {
        await using var sandbox = await Started.Async();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.PostAsync(Messages, Plain, "outage=refuse"));
    }

    [Theory]
    [InlineData("status=529; retry-after=3", 529, "3")]
    [InlineData("storm=1", 529, null)]
    [InlineData("errors=1", 500, null)]
    [InlineData("outage=503", 503, null)]
    [InlineData("nonsense=1", 400, null)]
    [InlineData("cut=many", 400, null)]
    public async Task A_scripted_error_has_its_status(string behaviour, int status, string? retryAfter)
    {
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync(Messages, Plain, behaviour);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task A_stream_fails_with_the_providers_own_error_event()
    {
        await using var sandbox = await Started.Async();
        var events = await sandbox.EventsAsync(Messages, Stream, "fail-after=4");
        Assert.Equal(5, events.Count);
        Assert.Contains("overloaded_error", events[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("split")]
    [InlineData("trickle=3")]
    [InlineData("gzip")]
    public async Task However_the_bytes_come_they_are_the_same(string behaviour)
    {
        var text = "; text=" + Uri.EscapeDataString("naïve 東京 🚀 déjà vu");
        await using var sandbox = await Started.Async();
        using var response = await sandbox.PostAsync(Messages, Plain, behaviour + text);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var packed = response.Content.Headers.ContentEncoding.Contains("gzip");
        Assert.Equal(behaviour == "gzip", packed);
        await using var plain = packed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(plain, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var message = Started.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("naïve 東京 🚀 déjà vu", message.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Latency_and_speed_take_their_time()
    {
        await using var sandbox = await Started.Async();
        var start = Stopwatch.GetTimestamp();
        await sandbox.EventsAsync(Messages, Stream, "latency=40ms; tps=200; tokens=20");
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(130));
    }

    [Fact]
    public async Task The_control_endpoint_sets_what_later_calls_meet()
    {
        await using var sandbox = await Started.Async();
        using var set = await sandbox.PostAsync("/sandbox/behaviour", """{"status":500}""");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        using var failed = await sandbox.PostAsync(Messages, Plain);
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        using var wrong = await sandbox.PostAsync("/sandbox/behaviour", """{"statsu":500}""");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task The_log_shows_what_came_but_no_key()
    {
        await using var sandbox = await Started.Async(new SandboxOptions { LogBodies = true });
        using var response = await sandbox.PostAsync(Messages + "?key=sk-secret", Plain, key: "sk-secret");
        var text = await sandbox.Client.GetStringAsync("/sandbox/log", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("sk-secret", text, StringComparison.Ordinal);
        var seen = Assert.Single(sandbox.Server.Log);
        Assert.Equal(Plain, seen.Body);
        Assert.StartsWith("sha256:", seen.Headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anthropic_says_what_is_left_and_refuses_what_is_too_much()
    {
        await using var sandbox = await Started.Async(new SandboxOptions { Limits = new RateLimits(12, 40_000, 8_000) });
        using var first = await sandbox.PostAsync(Messages, Plain);
        Assert.Equal("12", Header(first, "anthropic-ratelimit-requests-limit"));
        Assert.Equal("11", Header(first, "anthropic-ratelimit-requests-remaining"));
        Assert.Equal("40000", Header(first, "anthropic-ratelimit-input-tokens-remaining"));
        Assert.EndsWith("Z", Header(first, "anthropic-ratelimit-tokens-reset"), StringComparison.Ordinal);
        _ = DateTimeOffset.Parse(Header(first, "anthropic-ratelimit-requests-reset"), CultureInfo.InvariantCulture);
        using var second = await sandbox.PostAsync(Messages, Plain);
        using var third = await sandbox.PostAsync(Messages, Plain);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
        Assert.Equal("rate_limit_error", (await Started.JsonAsync(third)).GetProperty("error").GetProperty("type").GetString());
        using var other = await sandbox.PostAsync(Messages, Plain, key: "sk-two");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task OpenAI_counts_max_tokens_and_speaks_in_Go_durations()
    {
        const string Chat = """{"model":"gpt-4o","max_tokens":900,"messages":[{"role":"user","content":"Hello"}]}""";
        await using var sandbox = await Started.Async(new SandboxOptions
        {
            Limits = new RateLimits(6000, 1000, 1000),
            Behaviour = new Behaviour { TokensPerSecond = 1, LatencyMs = 1 },
        });
        using var stream = await sandbox.PostAsync("/v1/chat/completions", Chat.Insert(1, "\"stream\":true,"));
        Assert.Matches("^([0-9]+m)?[0-9.]+m?s$", Header(stream, "x-ratelimit-reset-tokens"));
        Assert.Equal("5999", Header(stream, "x-ratelimit-remaining-requests"));
        using var refused = await sandbox.PostAsync("/v1/chat/completions", Chat);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var error = (await Started.JsonAsync(refused)).GetProperty("error");
        Assert.Equal("tokens", error.GetProperty("type").GetString());
        Assert.Equal("rate_limit_exceeded", error.GetProperty("code").GetString());
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
