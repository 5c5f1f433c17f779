using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Tests.Dispatch;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Relay;

public sealed class ReplyRelayTests : IDisposable
{
    private const string Sse = "text/event-stream";
    private const string Text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n";
    private const string Stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryStream _sent = new();
    private readonly DefaultHttpContext _http = new();

    public ReplyRelayTests() => _http.Response.Body = _sent;

    private string Sent => Encoding.UTF8.GetString(_sent.ToArray());

    [Fact]
    public async Task A_stream_that_stalls_ends_in_its_error_event_with_the_calls_id()
    {
        var relaying = RelayAsync(Sse, Text, hangs: true);
        Assert.Equal(Text, Sent);
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.False(relaying.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var relayed = await relaying;
        Assert.StartsWith(Text + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"", Sent, StringComparison.Ordinal);
        Assert.Contains("call-1", Sent[Text.Length..], StringComparison.Ordinal);
        Assert.Equal(Verdict.TimedOut, relayed!.Attempt.Verdict);
    }

    [Fact]
    public async Task A_stream_that_is_whole_gets_nothing_added()
    {
        var relayed = await RelayAsync(Sse, Text + Stop);
        Assert.Equal(Text + Stop, Sent);
        Assert.Equal(Verdict.Answered, relayed!.Attempt.Verdict);
    }

    [Fact]
    public async Task A_stream_that_was_begun_goes_on_with_the_reply_alone()
    {
        Begin();
        await RelayAsync(Sse, Text + Stop, status: 203);
        Assert.Equal(Text + Stop, Sent);
        Assert.Equal(200, _http.Response.StatusCode);
    }

    [Theory]
    [InlineData("Anthropic", "Messages", "{\"type\":\"error\",\n\"error\":{\"type\":\"overloaded_error\",\"message\":\"full\"}}\n", "event: error\ndata: {\"type\":\"error\", \"error\":{\"type\":\"overloaded_error\",\"message\":\"full\"}}\n\n")]
    [InlineData("OpenAI", "ChatCompletions", "{\"error\":{\"message\":\"full\"}}", "data: {\"error\":{\"message\":\"full\"}}\n\n")]
    [InlineData("Gemini", "StreamGenerateContent", "{\"error\":{\"code\":503}}", "data: {\"error\":{\"code\":503}}\r\n\r\n")]
    public async Task An_error_that_comes_after_a_stream_was_begun_is_an_event_with_the_providers_own_words(string api, string endpoint, string body, string sent)
    {
        Begin();
        var relayed = await RelayAsync("application/json", body, status: 503, call: Calls.Of(Enum.Parse<Api>(api), Enum.Parse<Endpoint>(endpoint)));
        Assert.Equal(sent, Sent);
        Assert.Equal(sent.Length, relayed!.BytesOut);
    }

    [Theory]
    [InlineData("OpenAI", "Responses", "{\"error\":{\"message\":\"full up\"}}")]
    [InlineData("Anthropic", "Messages", "{\"error\":{\"message\":\"full up\"}}")]
    public async Task Where_its_shape_does_not_fit_its_words_are_told(string api, string endpoint, string body)
    {
        Begin();
        await RelayAsync("application/json", body, status: 503, call: Calls.Of(Enum.Parse<Api>(api), Enum.Parse<Endpoint>(endpoint)));
        Assert.StartsWith("event: error\ndata: {\"type\":\"error\"", Sent, StringComparison.Ordinal);
        Assert.Contains("full up", Sent, StringComparison.Ordinal);
    }

    public void Dispose() => _sent.Dispose();

    /// <summary>Makes the response look as it does after the first ping.</summary>
    private void Begin()
    {
        var body = _http.Features.Get<IHttpResponseBodyFeature>();
        _http.Features.Set<IHttpResponseFeature>(new Begun());
        _http.Features.Set(body);
    }

    private async Task<Relayed?> RelayAsync(string type, string body, bool hangs = false, int status = 200, Call? call = null)
    {
        call ??= Calls.Of();
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new ScriptedBody([Encoding.UTF8.GetBytes(body)], hangs: hangs)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var target = new Target(Providers.Named("anthropic"), "m");
        var attempt = new Attempt(1, target, "k", _clock.GetUtcNow(), _clock.GetTimestamp()) { Verdict = status < 400 ? Verdict.Answered : Verdict.Overloaded };
        var times = new PeekTimes(attempt.Started, TimeSpan.FromSeconds(120), null);
        var peeked = await Peek.ReadAsync(call, target.Provider, new UpstreamReply(response, Sendings.Of(call)), times, _clock, CancellationToken.None);
        using var dispatched = new Dispatched(peeked.Reply, attempt, status >= 400);
        return await new ReplyRelay(_clock).CopyAsync(call, dispatched, _http.Response, Terms.Default with { BetweenTokens = TimeSpan.FromSeconds(8) }, _ => { }, CancellationToken.None);
    }

    /// <summary>A response whose head has gone.</summary>
    private sealed class Begun : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
