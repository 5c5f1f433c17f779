using System.Text.Json.Nodes;
using RelayPlane.Sandbox;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>A gateway that routes by complexity to three models, of a small provider, a middle one and a large one, each of which speaks one format. What the models that clients ask for cost is not known.</summary>
internal sealed class TierLab : IAsyncDisposable
{
    private readonly Lab _lab;
    private readonly JsonObject _told;

    private TierLab(Lab lab, JsonObject told) => (_lab, _told) = (lab, told);

    /// <summary>Gateways for all of these, and what <c>sessions.mjs</c> is told of them.</summary>
    /// <param name="tiers">The formats of the small and the large model.</param>
    public static async Task PassAsync(int least, CancellationToken cancel, params (string Small, string Large)[] tiers)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Behaviour = new Behaviour { Strict = true } }, TimeProvider.System, cancel);
        var labs = await Task.WhenAll(tiers.Select(pair => StartAsync(sandbox, pair.Small, pair.Large)));
        try
        {
            await NodeScenarios.PassAsync(least, ["sessions.mjs", new JsonArray([.. labs.Select(lab => lab._told)]).ToJsonString()], cancel);
        }
        finally
        {
            foreach (var lab in labs)
            {
                await lab.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    private static async Task<TierLab> StartAsync(SandboxServer sandbox, string small, string large)
    {
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        var (cheap, dear) = (OneFormat.Cheap(small), OneFormat.Dear(large));
        var lab = await Lab.StartAsync($$"""
            { "providers": {
                "small": {{OneFormat.Provider(small, at)}},
                "middle": {{OneFormat.Provider("messages", at)}},
                "large": {{OneFormat.Provider(large, at)}},
                {{OneFormat.All(at)}} },
              "models": {
                "small/*": { "price": { "input": 1, "output": 5 } },
                "middle/*": { "price": { "input": 3, "output": 15 } },
                "large/*": { "price": { "input": 5, "output": 25 } } },
              "routing": { "mode": "complexity", "complexity": { "simple": "small/{{cheap}}", "moderate": "middle/claude-sonnet-4-6", "complex": "large/{{dear}}" } } }
            """);
        return new TierLab(lab, new JsonObject { ["url"] = lab.BaseUrl.GetLeftPart(UriPartial.Authority), ["small"] = cheap, ["large"] = dear });
    }
}
