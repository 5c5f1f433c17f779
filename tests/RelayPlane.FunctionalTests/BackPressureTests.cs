using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class BackPressureTests
{
    private const int Whole = 64 << 20;

    /// <summary>What sockets and pipes on both sides may hold between them, in bytes; without back-pressure the provider would be done at once.</summary>
    private const int Slack = 24 << 20;

    [Fact]
    public async Task A_slow_reader_slows_the_provider()
    {
        var sent = 0L;
        await using var provider = new RawProvider(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {Whole}\r\n\r\n"), cancel);
            var piece = new byte[64 << 10];
            while (sent < Whole)
            {
                await stream.WriteAsync(piece, cancel);
                Interlocked.Add(ref sent, piece.Length);
            }
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/files/f/content");
        request.Headers.TryAddWithoutValidation("authorization", "Bearer k");
        using var reply = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var read = 0L;
        for (var round = 0; round < 200; round++)
        {
            read += await body.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);

            // Another call's round trip: time for a provider that is not held back to run ahead.
            await lab.Http.GetStringAsync("/health", TestContext.Current.CancellationToken);
            Assert.InRange(Interlocked.Read(ref sent) - read, long.MinValue, Slack);
        }

        using var rest = new MemoryStream();
        await body.CopyToAsync(rest, TestContext.Current.CancellationToken);
        Assert.Equal(Whole, read + rest.Length);
    }

    [Fact]
    public async Task A_huge_event_and_one_in_many_small_pieces_arrive_whole()
    {
        var huge = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + new string('x', 3 << 20) + "\"}}]}\n\n";
        const string usage = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":2}}";
        var small = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"y\"},\"finish_reason\":\"stop\"}]}\n\n";
        await using var provider = new RawProvider((_, stream, cancel) =>
            RawProvider.StreamAsync(stream, [Encoding.UTF8.GetBytes(huge), .. Encoding.UTF8.GetBytes(small + usage).Chunk(1)], cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"gpt-4o","stream":true}""", ("authorization", "Bearer k")), TestContext.Current.CancellationToken);
        Assert.Equal(huge + small, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT tokens_in, tokens_out FROM runs"));
        Assert.Equal((11L, 2L), (row["tokens_in"], row["tokens_out"]));
    }
}
