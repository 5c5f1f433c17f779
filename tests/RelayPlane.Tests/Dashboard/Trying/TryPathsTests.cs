using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Trying;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Trying;

public sealed class TryPathsTests
{
    [Fact]
    public async Task A_try_goes_through_the_front_door_to_the_sandbox_whatever_the_routes_say()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Home.ConfigPath, """{ "routes": { "all": { "match": { "model": "*" }, "model": "openai/gpt-5" } } }""");
        var start = new StartOptions(folder.Home, [new IPEndPoint(IPAddress.Loopback, 0)], _ => null, _ => { });
        var gateway = await GatewayHost.StartAsync(start, ConfigFile.Load(folder.Home.ConfigPath).Config, TimeProvider.System, NullLoggerFactory.Instance, () => { }, TestContext.Current.CancellationToken);
        await using (gateway)
        {
            var call = new TryCall(() => gateway.Address, TimeProvider.System);
            foreach (var api in TryCall.Apis)
            {
                var answer = await call.SendAsync(api, TestContext.Current.CancellationToken);
                Assert.Equal(200, answer.Status);
                Assert.False(string.IsNullOrWhiteSpace(answer.Text) || answer.Text.StartsWith('{'), answer.Text);
                await LedgerFixture.UntilAsync(() => new CallsReader(folder.Database).Find(answer.Call) is not null);
                var recorded = new CallsReader(folder.Database).Find(answer.Call)!;
                Assert.Equal((api, "try-it", "sandbox"), (recorded.Api, recorded.Agent, Assert.Single(recorded.Attempts).Provider));
            }

            await gateway.StopAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("""{ "providers": { "sandbox": { "enabled": false } } }""", "nothing to try")]
    [InlineData("""{ "providers": { "sandbox": { "baseUrl": "https://paid.example" } } }""", "another provider")]
    [InlineData("""{ "budget": { "dailyUsd": 0.000001 }, "downgrade": { "enabled": true, "thresholdPercent": 0, "mapping": { "claude-sonnet-4-5": "openai/gpt-4o-mini" } } }""", "downgrade.mapping")]
    [InlineData("{}", null)]
    public void A_try_that_might_cost_something_is_not_made(string config, string? why)
    {
        var rooms = TryRooms.Of(config);
        var terms = rooms.Admittance.Budgets;
        var problem = TryGuard.Problem("claude-sonnet-4-5", rooms, BudgetsAnswer.Of(terms, new BudgetBook(TimeProvider.System).Report(terms), default));
        if (why is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(why, problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{ "api": "bedrock" }""")]
    [InlineData("""{ "api": null }""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task An_api_that_there_is_none_of_is_refused(string body)
    {
        var paths = new TryPaths(new TryCall(() => new Uri("http://127.0.0.1:9"), TimeProvider.System), () => TryRooms.Of("{}"), () => throw new InvalidOperationException()).All;
        Assert.Equal(400, (await Asked.PostAsync(paths, "/api/try", body, TimeProvider.System)).Status);
    }
}
