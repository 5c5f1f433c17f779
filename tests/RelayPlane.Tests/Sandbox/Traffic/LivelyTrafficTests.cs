using System.Collections.Concurrent;
using RelayPlane.Catalog;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Traffic;
using Xunit;

namespace RelayPlane.Tests.Sandbox.Traffic;

public sealed class LivelyTrafficTests
{
    [Fact]
    public async Task It_speaks_every_API_is_answered_and_now_and_then_hangs_up()
    {
        await using var sandbox = await Started.Async(new SandboxOptions { Behaviour = new Behaviour { TokensPerSecond = 30 } });
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var calls = new ConcurrentBag<FinishedCall>();
        await new LivelyTraffic(new TrafficOptions(sandbox.Server.Address, CallsPerSecond: 150), http, TimeProvider.System, calls.Add).RunAsync(stop.Token);
        Assert.Equal([Api.OpenAI, Api.Anthropic, Api.Gemini], calls.Select(call => call.Api).Distinct().Order());
        Assert.Equal([Ending.Answered, Ending.HungUp], calls.Select(call => call.Ended).Distinct().Order());
        Assert.All(calls.Where(call => call.Kind == ErrandKind.Tool), call => Assert.True(call.OutputTokens > 0 && call.InputTokens > 0));
    }
}
