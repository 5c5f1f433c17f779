using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 6, 8, 9 and 10: hangs, and streams that go wrong once the client has some of them.</summary>
public sealed class AfterContentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_that_is_reset_after_content_ends_in_an_error_event_and_is_not_tried_again()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = Doing(
            async (request, stream, cancel) =>
            {
                await stream.WriteAsync(Bytes(StreamHead + Chunk(Start + Text)), cancel);
                await read.Task.WaitAsync(cancel);
                await Reset()(request, stream, cancel);
            },
            Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x","stream":true}""", ("x-api-key", "k")), HttpCompletionOption.ResponseHeadersRead, Cancel);
        var body = await reply.Content.ReadAsStreamAsync(Cancel);
        await body.ReadExactlyAsync(new byte[(Start + Text).Length], Cancel);
        read.SetResult();
        using var rest = new StreamReader(body);
        var end = await rest.ReadToEndAsync(Cancel);

        Assert.StartsWith("event: error\n", end, StringComparison.Ordinal);
        Assert.Contains(reply.Headers.GetValues("x-relayplane-call-id").Single(), end, StringComparison.Ordinal);
        Assert.Single(provider.Requests);
        Assert.Equal("faulted", await Aftermath.OfAsync(lab, 1));
        Assert.Equal(25L, Assert.Single(await lab.RowsAsync(1, "SELECT tokens_in FROM runs"))["tokens_in"]);
    }

    [Fact]
    public async Task A_provider_that_says_nothing_is_hung_up_on_and_the_next_answers()
    {
        await using var silent = Doing(Hang());
        await using var other = Doing(Well);
        await using var lab = await Lab.StartAsync(Two(silent, other), clock: new QuickClock(40));
        var told = await lab.AskAsync(Cancel, stream: true, patience: 600_000);

        // Two minutes went by: the stream was begun with pings in the meantime.
        Assert.Equal(200, told.Status);
        Assert.EndsWith(Ping + Start + Text + End, told.Text, StringComparison.Ordinal);
        await silent.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal("timed_out,answered", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task A_provider_that_says_nothing_to_anybody_is_a_529_by_the_deadline()
    {
        await using var silent = Doing(Hang());
        await using var lab = await Lab.InFrontOfAsync(silent, """ "pacing": { "maxWaitSeconds": 2 }, "routes": { "all": { "match": { "model": "*" }, "timeouts": { "firstTokenSeconds": 0.5 } } } """);
        var told = await lab.AskAsync(Cancel, stream: true);

        Assert.Equal((529, "false"), (told.Status, told.ShouldRetry));
        Assert.All((await Aftermath.OfAsync(lab, 1)).Split(','), verdict => Assert.Equal("timed_out", verdict));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Ping)]
    public async Task A_stream_that_stalls_after_content_ends_in_an_error_event(string then)
    {
        await using var provider = Doing(Hang(StreamHead + Chunk(Start + Text) + (then.Length == 0 ? then : Chunk(then))));
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: new QuickClock(100));
        var told = await lab.AskAsync(Cancel, stream: true, patience: 900_000);

        Assert.Equal(200, told.Status);
        Assert.StartsWith(Start + Text + then + "event: error\n", told.Text, StringComparison.Ordinal);
        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal("timed_out", await Aftermath.OfAsync(lab, 1));
    }

    [Fact]
    public async Task A_stream_of_a_byte_now_and_then_is_slow_but_alive()
    {
        var whole = Bytes(Start + Text + End);
        await using var provider = Doing((_, stream, cancel) => RawProvider.StreamAsync(stream, whole.Select(one => new[] { one }), cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel, stream: true);

        Assert.Equal(Start + Text + End, told.Text);
        Assert.Equal("answered", await Aftermath.OfAsync(lab, 1));
        Assert.Equal(9L, Assert.Single(await lab.RowsAsync(1, "SELECT tokens_out FROM runs"))["tokens_out"]);
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("", "\r")]
    [InlineData(": a comment\n\n", "\n")]
    [InlineData("id: 5\nretry: 10\n\n", "\n")]
    [InlineData("event: new_thing\ndata: {\"type\":\"new_thing\",\ndata: \"text\":\"é😀\"}\n\n", "\n")]
    public async Task An_odd_stream_passes_byte_for_byte_and_its_usage_is_read(string before, string lineEnd)
    {
        var text = (before + Start + Text + End).Replace("\n", lineEnd, StringComparison.Ordinal);
        await using var provider = Doing((_, stream, cancel) => RawProvider.StreamAsync(stream, Bytes(text).Chunk(3), cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel, stream: true);

        Assert.Equal(text, told.Text);
        Assert.Equal("answered", await Aftermath.OfAsync(lab, 1));
        Assert.Equal(9L, Assert.Single(await lab.RowsAsync(1, "SELECT tokens_out FROM runs"))["tokens_out"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\n")]
    public async Task A_stream_that_ends_without_its_last_event_is_no_success(string rest)
    {
        await using var provider = Doing((_, stream, cancel) => RawProvider.StreamAsync(stream, [Bytes(Start + Text + rest)], cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var told = await lab.AskAsync(Cancel, stream: true);

        Assert.Contains("event: error\n", told.Text, StringComparison.Ordinal);
        Assert.Equal("faulted", await Aftermath.OfAsync(lab, 1));
    }

    private static string Two(RawProvider first, RawProvider second) => $$"""
        { "providers": {
            "anthropic": { "baseUrl": "{{first.Address}}" },
            "second": { "baseUrl": "{{second.Address}}", "apis": ["anthropic"], "keyless": true } },
          "routes": { "all": { "match": { "model": "*" }, "fallback": ["second/claude-x"] } } }
        """;
}
