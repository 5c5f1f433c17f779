using System.Net;
using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 1, 2, 3 and 31: nobody to be reached. Calls wait until their deadline, and are then told what was wrong.</summary>
public sealed class UnreachableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:1", "127.0.0.1:1")]
    [InlineData("http://no-such-host.invalid", "no-such-host.invalid")]
    public async Task Who_cannot_be_reached_is_waited_for_until_the_deadline_and_named(string address, string named)
    {
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "{{address}}" }, "openai": { "baseUrl": "{{address}}" } } }""");
        var told = await lab.AskAsync(Cancel, patience: 2500);
        var other = await lab.AskAsync(Cancel, patience: 1000, path: "/v1/chat/completions", body: """{"model":"gpt-4o"}""");

        Assert.Equal((529, "false"), (told.Status, told.ShouldRetry));
        Assert.InRange(told.RetryAfter!.Value, 1, 59);
        Assert.Contains("overloaded_error", told.Text, StringComparison.Ordinal);
        Assert.Contains(named, told.Text, StringComparison.Ordinal);
        Assert.Equal((503, "false"), (other.Status, other.ShouldRetry));
        Assert.Contains("gateway_capacity", other.Text, StringComparison.Ordinal);
        Assert.All((await Aftermath.OfAsync(lab, 2)).Split('|', ','), verdict => Assert.Equal("faulted", verdict));
        Assert.Equal("failed|failed", await Aftermath.OutcomesAsync(lab, 2));
        Assert.False(Aftermath.AllClosed(lab));
    }

    [Fact]
    public async Task A_provider_without_TLS_behind_an_https_address_gets_no_request_and_few_connections()
    {
        var connections = 0;
        using var port = ClosedPort();
        port.Listen();
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var one = await port.AcceptAsync(Cancel);
                Interlocked.Increment(ref connections);
                await one.SendAsync(Bytes("HTTP/1.1 400 Plain\r\n\r\n"), Cancel);
            }
        }, Cancel);
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "https://{{(IPEndPoint)port.LocalEndPoint!}}" } } }""");
        var told = await lab.AskAsync(Cancel, patience: 3000);

        Assert.Equal((529, "false"), (told.Status, told.ShouldRetry));
        Assert.InRange(connections, 2, 4);
        Assert.All((await Aftermath.OfAsync(lab, 1)).Split(','), verdict => Assert.Equal("faulted", verdict));
        Assert.False(serving.IsCompleted);
    }

    [Fact]
    public async Task With_every_target_down_a_call_waits_until_its_deadline_and_a_fallback_that_stands_answers_at_once()
    {
        await using var standing = Doing(Well);
        await using var lab = await Lab.StartAsync($$"""
            { "providers": {
                "anthropic": { "baseUrl": "http://127.0.0.1:1" },
                "second": { "baseUrl": "http://127.0.0.1:1", "apis": ["anthropic"], "keyless": true },
                "third": { "baseUrl": "{{standing.Address}}", "apis": ["anthropic"], "keyless": true } },
              "routes": {
                "down": { "match": { "model": "claude-x" }, "fallback": ["second/claude-x"] },
                "up": { "match": { "model": "claude-y" }, "fallback": ["third/claude-y"] } } }
            """);
        var told = await lab.AskAsync(Cancel, patience: 2000);
        var saved = await lab.AskAsync(Cancel, patience: 2000, model: "claude-y");

        Assert.Equal((529, "false"), (told.Status, told.ShouldRetry));
        Assert.Equal((200, Answer), (saved.Status, saved.Text));
        Assert.EndsWith("faulted|faulted,answered", await Aftermath.OfAsync(lab, 2), StringComparison.Ordinal);
    }
}
