using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class RouteExplainTests
{
    private const string Config = """
        { "routes": { "only": { "model": "groq/llama" }, "long": { "match": { "inputTokens": 100000 }, "model": "groq/llama" }, "coder": { "match": { "agent": "coder", "header": "x-team" }, "fallback": ["gpt-4o"] } } }
        """;

    [Fact]
    public void It_tells_what_the_name_means_which_routes_failed_and_the_plan()
    {
        using var run = new CliRun();
        var code = Explain(run, Config, """{ "model": "claude-haiku-3-5", "max_tokens": 5, "messages": [{ "role": "user", "content": "Hello" }] }""", "--agent", "coder", "-H", "x-team: red");

        Assert.Equal((0, ""), (code, run.Error));
        Assert.Contains("means      anthropic/claude-3-5-haiku-latest, because spelling:claude-haiku-3-5", run.Output, StringComparison.Ordinal);
        Assert.Contains("route      only: no, only chosen by name", run.Output, StringComparison.Ordinal);
        Assert.Contains("route      long: no, inputTokens", run.Output, StringComparison.Ordinal);
        Assert.Contains("route      coder: takes the call", run.Output, StringComparison.Ordinal);
        Assert.Contains("plan       anthropic/claude-3-5-haiku-latest, openai/gpt-4o", run.Output, StringComparison.Ordinal);
        Assert.Contains("header     x-relayplane-reason: route:coder", run.Output, StringComparison.Ordinal);
        Assert.Contains("score      simple ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_gets_the_same_as_JSON()
    {
        using var run = new CliRun();
        Explain(run, Config, """{ "model": "rp:best", "messages": [] }""", "--json", "--header", "x-relayplane-bypass: true");
        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(root.GetProperty("bypassed").GetBoolean());
        Assert.Equal("openai/gpt-6-astra", root.GetProperty("plan")[0].GetString());
        Assert.Equal("gpt-6-astra", root.GetProperty("headers").GetProperty("x-relayplane-routed-model").GetString());
    }

    [Fact]
    public void What_no_provider_could_mean_is_explained_too()
    {
        using var run = new CliRun();
        Assert.Equal(0, Explain(run, "{}", """{ "model": "rp:fst", "messages": [] }"""));
        Assert.Contains("Did you mean rp:fast", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "{ \"nothing\": 1 }", "The body is no call")]
    [InlineData("{}", "not json", "")]
    [InlineData("""{ "routes": 5 }""", "{}", "config check")]
    public void What_cannot_be_explained_is_said(string config, string body, string error)
    {
        using var run = new CliRun();
        Assert.Equal(1, Explain(run, config, body));
        Assert.NotEmpty(run.Error);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_nobody_knows_is_no_call()
    {
        using var run = new CliRun();
        Assert.Equal(1, run.Run(Verb(run), "0123"));
        Assert.Contains("no such file", run.Error, StringComparison.Ordinal);
    }

    private static int Explain(CliRun run, string config, string body, params string[] options)
    {
        Directory.CreateDirectory(run.Home);
        File.WriteAllText(run.ConfigPath, config);
        var file = Path.Combine(run.Home, "body.json");
        File.WriteAllText(file, body);
        return run.Run(Verb(run), [file, .. options]);
    }

    private static System.CommandLine.Command Verb(CliRun run) => RouteExplain.Create(run.Environment, new FakeTimeProvider(Entries.Noon));
}
