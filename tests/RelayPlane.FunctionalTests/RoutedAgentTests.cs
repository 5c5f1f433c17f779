using System.Text;
using RelayPlane.Sandbox;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>An agent that works for forty turns, its prompt cached: with routing it must not cost more than without.</summary>
public sealed class RoutedAgentTests
{
    private const int Turns = 40;

    private static readonly string s_system = string.Concat(Enumerable.Repeat("You are a coding agent. Keep to the house style and test what you change. ", 120));

    [Theory]
    [InlineData("claude-haiku-4-5", 0.3)]
    [InlineData("claude-sonnet-4-5", 0.3)]
    [InlineData("claude-opus-4-6", 0.3)]
    [InlineData("claude-haiku-4-5", 0)]
    [InlineData("claude-sonnet-4-5", 0.05)]
    [InlineData("claude-opus-4-6", 0.05)]
    [InlineData("claude-sonnet-4-5", 0.2)]
    [InlineData("claude-opus-4-6", 0.2)]
    [InlineData("claude-opus-4-6", 3)]
    public async Task Routing_never_makes_it_dearer(string asked, double lambda)
    {
        var off = await CostAsync(asked, null);
        var on = await CostAsync(asked, FormattableString.Invariant($$"""
            "routing": { "mode": "complexity", "complexity": { "simple": "claude-haiku-4-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6", "lambda": {{lambda}} } }
            """));
        Assert.True(on <= off, $"{asked}: {on} nano-dollars with routing, {off} without");
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} at {lambda}: {on} of {off}");
    }

    /// <summary>What the ledger says that the whole session cost.</summary>
    private static async Task<long> CostAsync(string asked, string? routing)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TimeProvider.System, TestContext.Current.CancellationToken);
        var at = sandbox.Address.GetLeftPart(UriPartial.Authority);
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "{{at}}", "apiKey": "sandbox" } }{{(routing is null ? string.Empty : ", " + routing)}} }""");
        var turns = new List<string>();
        for (var turn = 0; turn < Turns; turn++)
        {
            turns.Add(turn % 4 == 0 ? Person(turn) : Result(turn));
            using var request = PassThroughTests.Post("/v1/messages", Body(asked, turns));
            request.Headers.Add("anthropic-version", "2023-06-01");
            using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            turns.Add($$"""{"role":"assistant","content":[{"type":"tool_use","id":"t{{turn + 1}}","name":"read","input":{} }]}""");
        }

        var rows = await lab.RowsAsync(Turns, "SELECT SUM(cost_nano) AS cost, COUNT(*) AS calls, SUM(cost_nano IS NULL) AS unpriced, SUM(cache_read_tokens) AS read FROM attempts");
        Assert.Equal((Turns, 0L), ((int)(long)rows[0]["calls"]!, (long)rows[0]["unpriced"]!));
        Assert.True((long)rows[0]["read"]! > 0, "nothing was read from a cache");
        return (long)rows[0]["cost"]!;
    }

    /// <summary>Every other word of the person is hard work.</summary>
    private static string Person(int turn) => turn % 8 == 0
        ? """{"role":"user","content":[{"type":"text","text":"go on"MARK}]}"""
        : $$"""{"role":"user","content":[{"type":"text","text":"{{string.Concat(Enumerable.Repeat($"Prove that the scheduler in part {turn} cannot deadlock, and refactor it so. ", 60))}}"MARK}]}""";

    private static string Result(int turn) =>
        $$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"t{{turn}}","content":"{{string.Concat(Enumerable.Repeat($"line {turn} of the file that was read; ", 20 + (turn * 7 % 50)))}}"MARK}]}""";

    /// <summary>The last turn is marked to be cached, as agents do.</summary>
    private static string Body(string model, List<string> turns)
    {
        var body = new StringBuilder($$"""{"model":"{{model}}","max_tokens":400,"system":[{"type":"text","text":"{{s_system}}","cache_control":{"type":"ephemeral"} }],"tools":[{"name":"read","description":"Reads a file.","input_schema":{"type":"object","properties":{"path":{"type":"string"} } } }],"messages":[""");
        foreach (var (turn, last) in turns.Select((turn, index) => (turn, index == turns.Count - 1)))
        {
            body.Append(turn.Replace("MARK", last ? ""","cache_control":{"type":"ephemeral"}""" : string.Empty, StringComparison.Ordinal)).Append(last ? "]}" : ",");
        }

        return body.ToString();
    }
}
