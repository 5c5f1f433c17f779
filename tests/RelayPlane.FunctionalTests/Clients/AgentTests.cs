using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>
/// The command-line agents Claude Code and Codex, each in a session that uses tools: the prompt scripts the model, the agent runs what the model calls,
/// and the last words quote what came of it. First before a model of the agent's own format, then before every other.
/// </summary>
public sealed class AgentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("messages/claude-sonnet-4-5", "/v1/messages")]
    [InlineData("chat/gpt-4o", "/v1/chat/completions")]
    [InlineData("responses/gpt-4.1", "/v1/responses")]
    [InlineData("generate/gemini-2.5-flash", "/v1beta/models/gemini-2.5-flash:streamGenerateContent")]
    public async Task Claude_Code_writes_a_file_runs_a_command_and_quotes_what_it_said(string model, string path)
    {
        await using var cross = await CrossLab.StartAsync(Cancel);
        using var run = new AgentRun();
        var note = Path.Combine(run.Work, "note.txt");
        var prompt = $$"""
            Do as told. [[think I write it first.]][[say Writing.]][[call Write {"file_path":"{{note}}","content":"naïve café\nsecond line\n"}]]
            [[call Bash {"command":"wc -l < note.txt && cat note.txt","description":"Count and show"}]][[also Bash {"command":"echo twice > twice.txt"}]]
            """;
        var environment = new Dictionary<string, string>
        {
            ["ANTHROPIC_BASE_URL"] = cross.Address,
            ["ANTHROPIC_API_KEY"] = "relayplane",
            ["ANTHROPIC_SMALL_FAST_MODEL"] = model,
            ["ANTHROPIC_DEFAULT_HAIKU_MODEL"] = model,
            ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
            ["DISABLE_AUTOUPDATER"] = "1",
            ["DISABLE_TELEMETRY"] = "1",
            ["DISABLE_ERROR_REPORTING"] = "1",
            // It does not skip permissions for root but in a sandbox; its folder here is one.
            ["IS_SANDBOX"] = "1",
        };

        var (code, output, errors) = await run.RunAsync(
            "node", [Path.Combine(AgentRun.Installed, "@anthropic-ai", "claude-code", "cli-wrapper.cjs"), "-p", prompt, "--model", model, "--dangerously-skip-permissions", "--output-format", "json"],
            environment, Cancel);

        Assert.True(code == 0, $"{code}: {output} {errors} {Told(cross)}");
        using var result = JsonDocument.Parse(output);
        Assert.False(result.RootElement.GetProperty("is_error").GetBoolean(), output);
        Assert.Equal("naïve café\nsecond line\n", await File.ReadAllTextAsync(note, Cancel));
        Assert.Equal("twice\n", await File.ReadAllTextAsync(Path.Combine(run.Work, "twice.txt"), Cancel));
        Assert.StartsWith("The tool said:", result.RootElement.GetProperty("result").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, result.RootElement.GetProperty("num_turns").GetInt32() - 1);
        Assert.True(result.RootElement.GetProperty("usage").GetProperty("output_tokens").GetInt32() > 0, output);
        Assert.All(cross.Paths, asked => Assert.Equal(path, asked));
    }

    [Theory]
    [InlineData("responses/gpt-5", "/v1/responses")]
    [InlineData("messages/claude-sonnet-4-5", "/v1/messages")]
    [InlineData("chat/gpt-4o", "/v1/chat/completions")]
    [InlineData("generate/gemini-2.5-flash", "/v1beta/models/gemini-2.5-flash:streamGenerateContent")]
    public async Task Codex_runs_commands_and_quotes_what_they_said(string model, string path)
    {
        await using var cross = await CrossLab.StartAsync(Cancel);
        using var run = new AgentRun();
        await File.WriteAllTextAsync(Path.Combine(run.Home, "config.toml"), $"""
            model = "{model}"
            model_provider = "relayplane"
            check_for_update_on_startup = false
            web_search = "disabled"
            [features]
            multi_agent = false
            [analytics]
            enabled = false
            [model_providers.relayplane]
            name = "RelayPlane"
            base_url = "{cross.Address}/v1"
            wire_api = "responses"
            env_key = "RELAYPLANE_KEY"
            request_max_retries = 0
            stream_max_retries = 0
            """, Cancel);
        const string Prompt = """
            Do as told. [[think I write it first.]][[say Writing.]][[call exec_command {"cmd":"printf 'naïve café\\nsecond line\\n' > note.txt"}]]
            [[call exec_command {"cmd":"cat note.txt"}]][[also exec_command {"cmd":"echo twice > twice.txt; echo did it twice"}]]
            """;

        var (code, output, errors) = await run.RunAsync(
            "node", [Path.Combine(AgentRun.Installed, "@openai", "codex", "bin", "codex.js"), "exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "--json", Prompt],
            new Dictionary<string, string> { ["CODEX_HOME"] = run.Home, ["RELAYPLANE_KEY"] = "relayplane" }, Cancel);

        Assert.True(code == 0, $"{code}: {output} {errors} {Told(cross)}");
        Assert.Equal("naïve café\nsecond line\n", await File.ReadAllTextAsync(Path.Combine(run.Work, "note.txt"), Cancel));
        Assert.Equal("twice\n", await File.ReadAllTextAsync(Path.Combine(run.Work, "twice.txt"), Cancel));
        var said = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Contains(said, item => item.TryGetProperty("item", out var one) && one.TryGetProperty("text", out var text)
            && text.GetString()!.StartsWith("The tool said:", StringComparison.Ordinal) && text.GetString()!.Contains("did it twice", StringComparison.Ordinal));
        var usage = Assert.Single(said, item => item.GetProperty("type").GetString() == "turn.completed").GetProperty("usage");
        Assert.True(usage.GetProperty("output_tokens").GetInt32() > 0, output);
        Assert.Equal(3, cross.Paths.Count(asked => asked == path));
    }

    private static string Told(CrossLab cross) => string.Join(", ", cross.Paths);
}
