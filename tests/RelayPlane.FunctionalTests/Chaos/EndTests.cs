using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 28, 29 and 37: the gateway's own end, a config that breaks, and memory that runs short.</summary>
public sealed class EndTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/messages", "claude-x", 529)]
    [InlineData("/v1/chat/completions", "gpt-4o", 503)]
    public async Task A_gateway_that_ends_sends_its_queue_away_for_a_second_and_lets_streams_end(string path, string model, int status)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var provider = new RawProvider(async (request, stream, cancel) =>
        {
            if (!request.Text.Contains("open", StringComparison.Ordinal))
            {
                await Limited("retry-after: 500\r\n")(request, stream, cancel);
                return;
            }

            await stream.WriteAsync(Bytes(StreamHead + Chunk(Start + Text)), cancel);
            await go.Task.WaitAsync(cancel);
            await stream.WriteAsync(Bytes(Chunk(End) + "0\r\n\r\n"), cancel);
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var open = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-open","stream":true}""", ("x-api-key", "k")), HttpCompletionOption.ResponseHeadersRead, Cancel);
        var asking = lab.AskAsync(Cancel, patience: 600_000, path: path, body: $$"""{"model":"{{model}}"}""");
        await Aftermath.UntilQueuedAsync(lab, 1, Cancel);
        var stopping = lab.StopAsync(CancellationToken.None);
        var told = await asking;

        Assert.Equal((status, "true", 1d), (told.Status, told.ShouldRetry, told.RetryAfter));
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        Assert.Equal(Start + Text + End, await open.Content.ReadAsStringAsync(Cancel));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal(2, (await Aftermath.OfAsync(lab, 2)).Split('|').Length);
    }

    [Theory]
    [InlineData("{ \"providers\": {")]
    [InlineData("")]
    [InlineData("{ \"providers\": { \"anthropic\": { \"baseUrl\": 5 } } }")]
    public async Task A_config_that_breaks_while_calls_wait_changes_nothing_for_them(string broken)
    {
        await using var provider = Doing(Limited("retry-after: 1\r\n"), Well);
        await using var lab = await Lab.InFrontOfAsync(provider);
        var asking = lab.AskAsync(Cancel);
        await Aftermath.UntilQueuedAsync(lab, 1, Cancel);
        await File.WriteAllTextAsync(lab.Home.ConfigPath, broken, Cancel);

        Assert.Equal(200, (await asking).Status);
        Assert.Equal(200, (await lab.AskAsync(Cancel)).Status);
        Assert.Equal("rate_limited,answered|answered", await Aftermath.OfAsync(lab, 2));
    }

    [Fact]
    public async Task Bodies_beyond_the_memory_set_aside_for_them_are_refused_early_and_smaller_ones_are_not()
    {
        await using var provider = Doing(Limited("retry-after: 500\r\n"));
        await using var lab = await Lab.InFrontOfAsync(provider, """ "pacing": { "maxQueuedBytes": 3000000 } """);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = new List<Task<Told>>();
        for (var call = 1; call <= 2; call++)
        {
            waiting.Add(lab.AskAsync(leave.Token, patience: 600_000, body: Megabyte));
            await Aftermath.UntilQueuedAsync(lab, call, Cancel);
        }

        var shed = await lab.AskAsync(Cancel, patience: 600_000, body: Megabyte);
        var other = await lab.AskAsync(Cancel, path: "/v1/chat/completions", body: Megabyte);
        waiting.Add(lab.AskAsync(leave.Token, patience: 600_000));
        await Aftermath.UntilQueuedAsync(lab, 3, Cancel);

        Assert.Equal((529, 503), (shed.Status, other.Status));
        Assert.All((Told[])[shed, other], one => Assert.Contains("pacing.maxQueuedBytes", one.Text, StringComparison.Ordinal));
        Assert.All((Told[])[shed, other], one => Assert.InRange(one.RetryAfter!.Value, 1, 59));
        await leave.CancelAsync();
        foreach (var one in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        Assert.Equal(5, (await Aftermath.OfAsync(lab, 5)).Split('|').Length);

        // What the waiting calls held is given back.
        var last = lab.AskAsync(Cancel, patience: 1000, body: Megabyte);
        Assert.DoesNotContain("maxQueuedBytes", (await last).Text, StringComparison.Ordinal);
    }

    private static string Megabyte { get; } = "{\"model\":\"claude-x\",\"messages\":\"" + new string('m', 1_200_000) + "\"}";
}
