using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Relay;

public sealed class KeepAliveTests : IDisposable
{
    private static readonly OrRefusal<Dispatched> Refused = new Refusal(RefusalKind.Overloaded, "full");

    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryStream _sent = new();
    private readonly DefaultHttpContext _http = new();
    private readonly TaskCompletionSource<OrRefusal<Dispatched>> _sending = new();
    private readonly CancellationTokenSource _left = new();

    public KeepAliveTests() => _http.Response.Body = _sent;

    private string Sent => Encoding.UTF8.GetString(_sent.ToArray());

    [Theory]
    [InlineData("Anthropic", "Messages", "", "event: ping\ndata: {\"type\": \"ping\"}\n\n", "event: ping\ndata: {\"type\": \"ping\"}\n\n")]
    [InlineData("OpenAI", "ChatCompletions", "", ": queued 45 s\n\n", ": queued 55 s\n\n")]
    [InlineData("OpenAI", "Responses", "", ": queued 45 s\n\n", ": queued 55 s\n\n")]
    [InlineData("Gemini", "StreamGenerateContent", "?alt=sse", ": queued 45 s\n\n", ": queued 55 s\n\n")]
    public async Task A_stream_that_waits_long_is_begun_and_kept_alive(string api, string endpoint, string query, string first, string second)
    {
        var waiting = Wait(Streamed(Enum.Parse<Api>(api), Enum.Parse<Endpoint>(endpoint), query));
        _clock.Advance(TimeSpan.FromSeconds(44));
        Assert.Equal("", Sent);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first, Sent);
        Assert.Equal((200, "text/event-stream"), (_http.Response.StatusCode, _http.Response.ContentType));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first + second, Sent);
        Assert.False(waiting.IsCompleted);
        _sending.SetResult(Refused);
        Assert.Same(Refused.Refusal, (await waiting).Refusal);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(first + second, Sent);
    }

    [Theory]
    [InlineData("Anthropic", "Messages", "", false)]
    [InlineData("Anthropic", "Other", "", true)]
    [InlineData("Gemini", "StreamGenerateContent", "", true)]
    public async Task What_is_no_stream_of_events_just_waits(string api, string endpoint, string query, bool stream)
    {
        var call = Streamed(Enum.Parse<Api>(api), Enum.Parse<Endpoint>(endpoint), query);
        var waiting = Wait(call with { Facts = call.Facts with { Stream = stream } });
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("", Sent);
        _sending.SetResult(Refused);
        Assert.Same(Refused.Refusal, (await waiting).Refusal);
    }

    [Fact]
    public async Task A_client_that_leaves_gets_no_more_pings()
    {
        var waiting = Wait(Streamed(Api.Anthropic, Endpoint.Messages, ""));
        await _left.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("", Sent);
        _sending.SetCanceled(_left.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    public void Dispose()
    {
        _sent.Dispose();
        _left.Dispose();
    }

    private Task<OrRefusal<Dispatched>> Wait(Call call) =>
        KeepAlive.WhileAsync(call, _http.Response, new(_sending.Task), Terms.Default.PingAfter, _clock, _left.Token).AsTask();

    private static Call Streamed(Api api, Endpoint endpoint, string query) =>
        Calls.Of(api, endpoint, query: query) with { Facts = RequestFacts.None with { Model = "m", Stream = true } };
}
