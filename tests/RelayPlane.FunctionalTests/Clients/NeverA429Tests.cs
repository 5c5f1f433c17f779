using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using RelayPlane.FunctionalTests.Chaos;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>The promise, as an application sees it.</summary>
public sealed class NeverA429Tests
{
    private const int Clients = 50;
    private const int CallsEach = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_clients_with_retries_off_see_no_error_from_a_provider_that_lets_in_a_tenth_of_their_bursts()
    {
        // 300 calls within a second or two of the provider's time, which lets in two a second.
        var clock = new QuickClock(60);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Limits = new RateLimits(120, 60_000, 20_000, BurstSeconds: 5), AnyModel = true }, clock, Cancel);
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "{{sandbox.Address.GetLeftPart(UriPartial.Authority)}}", "apiKey": "env:KEY" } } }""", new Dictionary<string, string> { ["KEY"] = "sandbox" }, clock: clock);
        var asking = Enumerable.Range(0, Clients).Select(async number =>
        {
            using var client = new AnthropicClient(new ClientOptions { BaseUrl = lab.BaseUrl.GetLeftPart(UriPartial.Authority), ApiKey = "relayplane", MaxRetries = 0, Timeout = TimeSpan.FromSeconds(600) });
            for (var call = 0; call < CallsEach; call++)
            {
                var answer = await client.Messages.Create(new MessageCreateParams { Model = "claude-sonnet-4-5", MaxTokens = 16, Messages = [new UserMessageParam($"Say {number} and {call}.")] }, Cancel);
                Assert.NotEmpty(answer.Content);
            }
        });
        await Task.WhenAll(asking);

        var calls = await lab.RowsAsync(Clients * CallsEach, "SELECT COUNT(*) AS calls, SUM(outcome = 'answered') AS answered, MAX(status) AS worst FROM calls");
        Assert.Equal((300L, 300L, 200L), (calls[0]["calls"], calls[0]["answered"], calls[0]["worst"]));
        Assert.Equal((0, 0, 0), lab.Pacer.Look((table, _) => (table.Lanes.Sum(lane => lane.Window.InFlight), table.Pools.Sum(pool => pool.Queue.Count), table.Lanes.Sum(lane => lane.Mirror.Unsettled))));
    }
}
