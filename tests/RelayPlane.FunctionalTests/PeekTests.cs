using System.Net;
using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>What a client sees where a provider fails before, and after, the first content of its reply.</summary>
public sealed class PeekTests
{
    private const string Role = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n";
    private const string Text = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}\n\n";
    private const string Overloaded = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_error_frame_before_content_is_waited_out_until_the_deadline_and_its_words_are_passed_on()
    {
        await using var provider = Streaming("event: ping\ndata: {\"type\":\"ping\"}\n\n" + Overloaded, breaks: true);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x","stream":true}""", ("x-api-key", "k"), ("x-relayplane-deadline-ms", "2000")), Cancel);
        Assert.Equal(529, (int)reply.StatusCode);
        Assert.Equal("false", reply.Headers.GetValues("x-should-retry").Single());
        Assert.Contains("The provider last said: Overloaded", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome FROM calls"));
        Assert.Equal("failed", row["outcome"]);
    }

    [Fact]
    public async Task A_stream_that_breaks_before_content_is_a_502()
    {
        await using var provider = Streaming(Role, breaks: true);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"gpt-4o","stream":true}""", ("authorization", "Bearer k")), Cancel);
        Assert.Equal(HttpStatusCode.BadGateway, reply.StatusCode);
        Assert.Equal("false", reply.Headers.GetValues("x-should-retry").Single());
    }

    [Fact]
    public async Task A_stream_that_ends_without_its_last_event_is_no_success()
    {
        await using var provider = Streaming(Role + Text, breaks: false);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"gpt-4o","stream":true}""", ("authorization", "Bearer k")), Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.StartsWith(Role + Text + "data: {\"error\":", text, StringComparison.Ordinal);
        Assert.Contains(reply.Headers.GetValues("x-relayplane-call-id").Single(), text, StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome FROM calls"));
        Assert.Equal("failed", row["outcome"]);
    }

    [Fact]
    public async Task A_page_in_place_of_an_answer_is_a_502()
    {
        await using var provider = RawProvider.Replying("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n", "<html>Sign in to the network</html>"u8.ToArray());
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel);
        Assert.Equal(HttpStatusCode.BadGateway, reply.StatusCode);
        Assert.Contains("text/html", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_a_megabyte_reaches_the_client_whole()
    {
        var body = new byte[1 << 20];
        Array.Fill(body, (byte)'e');
        await using var provider = RawProvider.Replying("HTTP/1.1 400 X\r\ncontent-type: text/plain\r\n", body);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var came = await reply.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(body.AsSpan().SequenceEqual(came));
    }

    private static RawProvider Streaming(string events, bool breaks) => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
        foreach (var piece in Encoding.UTF8.GetBytes(events).Chunk(11))
        {
            await RawProvider.ChunkAsync(stream, piece, cancel);
        }

        if (breaks)
        {
            throw new IOException("cut");
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
    });
}
