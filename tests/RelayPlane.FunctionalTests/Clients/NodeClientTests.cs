using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>The official Node SDKs, and Vercel's, as clients of the gateway; what they do is in <c>tests/clients/node</c>.</summary>
public sealed class NodeClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_scenario_of_the_Node_SDKs_passes()
    {
        await using var lab = await Lab.InFrontOfSandboxAsync();
        await NodeScenarios.PassAsync(21, ["clients.mjs", lab.BaseUrl.GetLeftPart(UriPartial.Authority)], Cancel);
    }

    [Fact]
    public async Task Every_client_is_served_by_a_model_of_every_format()
    {
        await using var cross = await CrossLab.StartAsync(Cancel);
        await NodeScenarios.PassAsync(
            94, ["cross.mjs", cross.Address, "messages/claude-sonnet-4-5", "chat/gpt-4o", "responses/gpt-4.1", "generate/gemini-2.5-flash"], Cancel);
    }
}
