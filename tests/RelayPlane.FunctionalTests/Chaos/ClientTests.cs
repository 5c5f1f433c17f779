using System.Net;
using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;
using static RelayPlane.FunctionalTests.HostileProviderTests;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 20, 21 and 22: clients that hang up, read slowly, or send much.</summary>
public sealed class ClientTests
{
    private const string Body = """{"model":"claude-x","stream":true}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_hangs_up_in_the_queue_leaves_it_at_once_and_nothing_more_is_sent()
    {
        await using var provider = Doing(Limited("retry-after: 500\r\n"), Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var raw = await RawClient.ConnectAsync(lab, Cancel);
        await raw.SendAsync(Request("POST /v1/messages", Body), Cancel);
        await Aftermath.UntilQueuedAsync(lab, 1, Cancel);
        raw.Reset();

        Assert.Equal("rate_limited", await Aftermath.OfAsync(lab, 1));
        Assert.Equal("cancelled", await Aftermath.OutcomesAsync(lab, 1));
        Assert.Single(provider.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(StreamHead)]
    public async Task A_client_that_hangs_up_before_content_ends_the_attempt_and_it_is_no_sample(string after)
    {
        await using var provider = Doing(Hang(after));
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var raw = await RawClient.ConnectAsync(lab, Cancel);
        await raw.SendAsync(Request("POST /v1/messages", Body), Cancel);
        await Aftermath.UntilAsync(lab, table => table.Lanes.Any(lane => lane.Window.InFlight == 1) && !provider.Requests.IsEmpty, Cancel);
        raw.Reset();
        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal("cancelled", await Aftermath.OfAsync(lab, 1));
        Assert.Equal("cancelled", await Aftermath.OutcomesAsync(lab, 1));
        Assert.Single(provider.Requests);
        Assert.True(Aftermath.AllClosed(lab));
    }

    [Fact]
    public async Task A_client_that_hangs_up_in_a_stream_ends_the_upstream_and_what_was_used_stands()
    {
        await using var provider = Doing(Hang(StreamHead + Chunk(Start + Text)));
        await using var lab = await Lab.InFrontOfAsync(provider);
        using (var reply = await lab.Http.SendAsync(Post("/v1/messages", Body, ("x-api-key", "k")), HttpCompletionOption.ResponseHeadersRead, Cancel))
        {
            var body = await reply.Content.ReadAsStreamAsync(Cancel);
            await body.ReadExactlyAsync(new byte[Start.Length], Cancel);
        }

        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal("cancelled", await Aftermath.OfAsync(lab, 1));
        Assert.Equal(25L, Assert.Single(await lab.RowsAsync(1, "SELECT tokens_in FROM runs"))["tokens_in"]);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_slows_the_provider_and_is_not_cut_off_as_its_stall()
    {
        const int events = 400;
        var filler = Text.Replace("hi", new string('x', 64 * 1024), StringComparison.Ordinal);
        var written = 0;
        await using var provider = Doing(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Bytes(StreamHead + Chunk(Start)), cancel);
            for (var one = 0; one < events; one++)
            {
                await stream.WriteAsync(Bytes(Chunk(filler)), cancel);
                Interlocked.Increment(ref written);
            }

            await stream.WriteAsync(Bytes(Chunk(End) + "0\r\n\r\n"), cancel);
        });

        // 120 seconds of silence are 1.2 seconds on this clock.
        var clock = new QuickClock(100);
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: clock);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", Body, ("x-api-key", "k")), HttpCompletionOption.ResponseHeadersRead, Cancel);
        var body = await reply.Content.ReadAsStreamAsync(Cancel);
        await body.ReadExactlyAsync(new byte[Start.Length], Cancel);
        await Task.Delay(TimeSpan.FromSeconds(300), clock, Cancel);
        Assert.InRange(Volatile.Read(ref written), 1, events - 1);
        using var rest = new StreamReader(body);
        var text = await rest.ReadToEndAsync(Cancel);

        Assert.EndsWith(End, text, StringComparison.Ordinal);
        Assert.Equal((filler.Length * events) + End.Length, text.Length);
        Assert.Equal("answered", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task A_body_of_32_MB_is_sent_again_whole_after_a_503()
    {
        var body = new byte[32 << 20];
        new Random(22).NextBytes(body);
        for (var at = 0; at < body.Length; at++)
        {
            body[at] = (byte)('a' + (body[at] % 26));
        }

        "{\"model\":\"claude-x\",\"messages\":\""u8.CopyTo(body);
        "\"}"u8.CopyTo(body.AsSpan(body.Length - 2));
        await using var provider = Doing(Status(503, OverloadedBody), Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/messages", string.Empty, ("x-api-key", "k"));
        request.Content = new ByteArrayContent(body);
        using var reply = await lab.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(2, provider.Requests.Count);
        Assert.All(provider.Requests, sent => Assert.True(body.AsSpan().SequenceEqual(sent.Body)));
        Assert.Equal("overloaded,answered", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task A_body_that_breaks_off_on_its_way_up_is_nobodys_attempt()
    {
        await using var provider = Doing(Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var raw = await RawClient.ConnectAsync(lab, Cancel);
        await raw.SendAsync("POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{\"model\":", Cancel);
        raw.Reset();

        Assert.Equal(string.Empty, await Aftermath.OfAsync(lab, 1));
        Assert.Empty(provider.Requests);
    }
}
