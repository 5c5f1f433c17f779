using System.Text;
using Xunit;

namespace RelayPlane.FunctionalTests;

public sealed class CutAndHangUpTests
{
    private const string Start = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[],\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n";
    private const string Text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}\n\n";

    [Fact]
    public async Task A_client_that_hangs_up_cancels_the_upstream_and_what_was_used_is_recorded()
    {
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
            await RawProvider.ChunkAsync(stream, Encoding.UTF8.GetBytes(Start + Text), cancel);

            // Nothing more is written: the end of the connection shows as the end of reading.
            if (await stream.ReadAsync(new byte[1], cancel) == 0)
            {
                throw new IOException("The gateway hung up.");
            }
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using (var request = PassThroughTests.Post("/v1/messages", """{"model":"claude-sonnet-4-5","stream":true}""", ("x-api-key", "k")))
        using (var reply = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.ReadExactlyAsync(new byte[Start.Length], TestContext.Current.CancellationToken);
        }

        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.outcome, a.tokens_in, a.success FROM calls c JOIN runs a ON a.call_id = c.id"));
        Assert.Equal("cancelled", row["outcome"]);
        Assert.Equal(25L, row["tokens_in"]);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_ends_in_an_error_event_and_keeps_its_usage()
    {
        // The blank line that ends the last event comes in two pieces.
        var firstPieceRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
            await RawProvider.ChunkAsync(stream, Encoding.UTF8.GetBytes(Start + Text + Text)[..^1], cancel);
            await firstPieceRead.Task.WaitAsync(cancel);
            await RawProvider.ChunkAsync(stream, "\n"u8.ToArray(), cancel);
            throw new IOException("cut");
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = PassThroughTests.Post("/v1/messages", """{"model":"claude-sonnet-4-5","stream":true}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var stream = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var first = new byte[(Start + Text + Text).Length - 1];
        await stream.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        firstPieceRead.SetResult();
        using var rest = new StreamReader(stream);
        var text = Encoding.UTF8.GetString(first) + await rest.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith(Start + Text + Text, text, StringComparison.Ordinal);
        Assert.Contains("event: error\n", text, StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.outcome, a.tokens_in, a.success FROM calls c JOIN runs a ON a.call_id = c.id"));
        Assert.Equal("failed", row["outcome"]);
        Assert.Equal(25L, row["tokens_in"]);
        Assert.Equal(0L, row["success"]);
    }

    [Fact]
    public async Task A_reply_that_breaks_before_its_body_is_a_502_in_the_clients_shape()
    {
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n"), cancel);
            throw new IOException("cut");
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = PassThroughTests.Post("/v1/messages", """{"model":"claude-sonnet-4-5"}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(502, (int)reply.StatusCode);
        Assert.StartsWith("{\"type\":\"error\"", text, StringComparison.Ordinal);
        Assert.Contains("anthropic", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_json_reply_that_breaks_off_is_never_taken_for_whole()
    {
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{\"id\":"), cancel);
            throw new IOException("cut");
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = PassThroughTests.Post("/v1/messages", """{"model":"claude-sonnet-4-5"}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(502, (int)reply.StatusCode);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome FROM calls"));
        Assert.Equal("failed", row["outcome"]);
    }

    [Fact]
    public async Task A_stream_that_breaks_while_nothing_of_it_has_left_is_a_502_in_the_clients_shape()
    {
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
            await RawProvider.ChunkAsync(stream, "data: {\"id\":"u8.ToArray(), cancel);
            throw new IOException("cut");
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = PassThroughTests.Post("/v1/chat/completions", """{"model":"gpt-4o","stream":true}""", ("authorization", "Bearer k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(502, (int)reply.StatusCode);
        Assert.Equal("application/json", reply.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("{\"error\"", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome, status FROM calls"));
        Assert.Equal(("failed", 502L), (row["outcome"], row["status"]));
    }
}
