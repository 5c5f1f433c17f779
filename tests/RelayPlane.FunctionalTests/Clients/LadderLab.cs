using System.Text.Json.Nodes;
using RelayPlane.Sandbox;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>
/// A gateway with a cascade of two models, each of a format of its own, before a sandbox that is told how each of them behaves. Beside them stand
/// the providers <c>messages</c>, <c>chat</c>, <c>responses</c> and <c>generate</c>, whose models clients ask for and do not get.
/// </summary>
internal sealed class LadderLab : IAsyncDisposable
{
    private readonly Lab _lab;
    private readonly Rung _rung;

    private LadderLab(Lab lab, Rung rung) => (_lab, _rung) = (lab, rung);

    public static async Task<LadderLab> StartAsync(SandboxServer sandbox, Rung rung)
    {
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        var lab = await Lab.StartAsync($$"""
            { "providers": {
                "first": {{OneFormat.Provider(rung.From, at, rung.First, rung.Patience)}},
                "second": {{OneFormat.Provider(rung.To, at, $"{Rung.Says(rung.Good)}; {rung.Second}")}},
                {{OneFormat.All(at)}} },
              "models": {
                "first/*": { "price": { "input": 1, "output": 5 } },
                "second/*": { "price": { "input": 3, "output": 15 } } },
              "pacing": { "pingAfterSeconds": {{(rung.Held is null ? 45 : 0.2)}} },
              "routing": { "mode": "cascade", "cascade": {
                "enabled": true, "models": ["{{rung.Cheap}}", "{{rung.Dear}}"], "escalateOn": ["{{rung.Trigger}}", "{{rung.Also ?? rung.Trigger}}"], "skipBelow": 0 } } }
            """);
        return new LadderLab(lab, rung);
    }

    /// <summary>Gateways for all of these, and what <c>cascade.mjs</c> is told of them.</summary>
    public static async Task PassAsync(int least, CancellationToken cancel, params IEnumerable<Rung> rungs)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Behaviour = new Behaviour { Strict = true } }, TimeProvider.System, cancel);
        var labs = await Task.WhenAll(rungs.Select(rung => StartAsync(sandbox, rung)));
        try
        {
            await NodeScenarios.PassAsync(least, ["cascade.mjs", new JsonArray([.. labs.Select(lab => lab.Told())]).ToJsonString()], cancel);
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

    private JsonObject Told() => new()
    {
        ["url"] = _lab.BaseUrl.GetLeftPart(UriPartial.Authority),
        ["fault"] = _rung.Fault,
        ["trigger"] = _rung.Trigger,
        ["cheap"] = _rung.Cheap,
        ["dear"] = _rung.Dear,
        ["verdict"] = _rung.Verdict,
        ["good"] = _rung.Good,
        ["held"] = _rung.Held,
    };
}
