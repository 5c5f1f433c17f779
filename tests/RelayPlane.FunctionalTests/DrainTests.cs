using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class DrainTests
{
    private const string Start = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"claude-x\",\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\nevent: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}\n\n";
    private const string End = "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_that_ends_lets_an_open_stream_end_first_and_takes_no_new_call()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = Streaming(go);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await OpenAsync(lab);
        var body = await reply.Content.ReadAsStreamAsync(Cancel);
        await body.ReadExactlyAsync(new byte[Start.Length], Cancel);

        var stopping = lab.StopAsync(CancellationToken.None);
        using (var other = new HttpClient { BaseAddress = lab.BaseUrl })
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => other.GetStringAsync("/health", Cancel));
        }

        Assert.False(stopping.IsCompleted);
        go.SetResult();
        using var reader = new StreamReader(body);
        Assert.Equal(End, await reader.ReadToEndAsync(Cancel));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.outcome, r.tokens_out FROM calls c JOIN runs r ON r.call_id = c.id"));
        Assert.Equal(("answered", 9L), (row["outcome"], row["tokens_out"]));
    }

    [Fact]
    public async Task A_stream_that_is_cut_at_the_end_keeps_its_record_and_what_was_used()
    {
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = Streaming(never);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await OpenAsync(lab);
        var body = await reply.Content.ReadAsStreamAsync(Cancel);
        await body.ReadExactlyAsync(new byte[Start.Length], Cancel);

        await lab.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        // Once the door is closed the ledger closes too: what is not recorded by then is lost.
        Assert.Equal(1, lab.Ledger.Health.Written + lab.Ledger.Health.Pending);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.outcome, r.tokens_in FROM calls c JOIN runs r ON r.call_id = c.id"));
        Assert.Equal(("cancelled", 25L), (row["outcome"], row["tokens_in"]));
    }

    private static RawProvider Streaming(TaskCompletionSource go) => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
        await RawProvider.ChunkAsync(stream, Encoding.UTF8.GetBytes(Start), cancel);
        await go.Task.WaitAsync(cancel);
        await RawProvider.ChunkAsync(stream, Encoding.UTF8.GetBytes(End), cancel);
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
    });

    private static async Task<HttpResponseMessage> OpenAsync(Lab lab)
    {
        using var request = Post("/v1/messages", """{"model":"claude-x","stream":true}""", ("x-api-key", "k"));
        return await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}
