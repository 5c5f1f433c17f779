using System.Text;
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
    public void A_cascade_says_where_it_begins_and_what_it_climbs_for_in_the_words_of_the_config()
    {
        using var run = new CliRun();
        Explain(run, """{ "routing": { "mode": "cascade", "cascade": { "models": ["claude-haiku-4-5", "claude-opus-4-6"], "escalateOn": ["rate_limit", "bad_tool_call"], "skipBelow": 0 } } }""", Hello("gpt-4o"));
        Assert.Contains("decision   none by a score: the cascade begins with anthropic/claude-haiku-4-5 in place of openai/gpt-4o", run.Output, StringComparison.Ordinal);
        Assert.Contains("at most 1 up, on rate_limit, bad_tool_call", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "routing": { "mode": "complexity", "floor": 0.9, TIERS } }""", "waits      routing.floor is 0.9, and no label shows yet what is kept")]
    [InlineData("""{ "routing": { "mode": "observe", TIERS } }""", "waits      routing.mode is \"observe\"")]
    [InlineData("""{ "routing": { "mode": "complexity", TIERS }, "routes": { "r": { "match": {}, "routing": { "floor": 0.95 } } } }""", "waits      routes.r.routing.floor is 0.95")]
    [InlineData("""{ "routing": { "mode": "complexity", TIERS }, "routes": { "r": { "match": {}, "routing": { "mode": "observe" } } } }""", "waits      routes.r.routing.mode is \"observe\"")]
    public void What_is_only_observed_says_what_it_waits_for(string config, string says)
    {
        using var run = new CliRun();
        Explain(run, config.Replace("TIERS", """ "complexity": { "simple": "claude-haiku-4-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" } """, StringComparison.Ordinal), Hello("claude-opus-4-6"));
        Assert.Contains("only observed", run.Output, StringComparison.Ordinal);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_the_body_was_taken_for_and_what_a_sign_means()
    {
        using var run = new CliRun();
        Explain(run, "{}", Hello("claude-haiku-4-5"));
        Assert.Contains("endpoint   messages, by what the body looks like", run.Output, StringComparison.Ordinal);
        Assert.Contains("moved by   above zero speaks for a dearer model, below zero for a cheaper one", run.Output, StringComparison.Ordinal);
        Explain(run, "{}", Hello("claude-haiku-4-5"), "--endpoint", "chat_completions");
        Assert.Contains("endpoint   chat_completions, as --endpoint says", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_no_JSON_is_said_to_be_none_and_where()
    {
        using var run = new CliRun();
        Assert.Equal(1, Explain(run, "{}", "{ \"model\": \"gpt-4o\",\n  \"messages\": [nonsense] }"));
        Assert.StartsWith("The body is not JSON: line 2, byte 17: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"nothing\": 1 }", "name its endpoint with --endpoint")]
    [InlineData("{ \"messages\": [] }", "--endpoint names no endpoint", "--endpoint", "nonsense")]
    public void It_speaks_of_the_option_and_not_of_a_header(string body, string says, params string[] options)
    {
        using var run = new CliRun();
        Assert.Equal(1, Explain(run, "{}", body, options));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("x-relayplane-endpoint", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_taken_for_a_call()
    {
        using var run = new CliRun();
        Assert.Equal(1, run.Run(Verb(run), "nofile.json"));
        Assert.Equal("There is no file 'nofile.json', and no call has such an id.\n", run.Error);
    }

    [Fact]
    public void A_hyphen_is_standard_input()
    {
        using var run = new CliRun();
        var verb = RouteExplain.Create(run.Environment, new FakeTimeProvider(Entries.Noon), () => new MemoryStream(Encoding.UTF8.GetBytes(Hello("claude-haiku-4-5"))));
        Assert.Equal(0, run.Run(verb, "-"));
        Assert.Contains("asked for  claude-haiku-4-5", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_nobody_knows_is_no_call()
    {
        using var run = new CliRun();
        Assert.Equal(1, run.Run(Verb(run), "0123"));
        Assert.Contains("no such file", run.Error, StringComparison.Ordinal);
    }

    private static string Hello(string model) => $$"""{ "model": "{{model}}", "max_tokens": 5, "messages": [{ "role": "user", "content": "Hello" }] }""";

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
