using System.Text.Json;
using RelayPlane.Cli;
using RelayPlane.Hosting;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Routing.Scoring;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Replay;
using Xunit;

namespace RelayPlane.Tests.Cli;

/// <summary><c>route replay</c>, <c>tune</c> and <c>calibrate</c> as a person runs them.</summary>
public sealed class RouteReplayTests : IDisposable
{
    private readonly CliRun _cli = new();

    [Fact]
    public async Task A_replay_is_a_table_with_its_control_and_says_what_it_cannot_know()
    {
        await RecordAsync(30);
        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", Policy()));
        Assert.Contains("recorded", _cli.Output);
        Assert.Contains("shuffled", _cli.Output);
        Assert.Contains("30 calls, 30 of them moved", _cli.Output);
        Assert.Contains("What it cannot know:", _cli.Output);
    }

    [Fact]
    public async Task A_replay_says_which_policy_it_tried_on_which_time()
    {
        await RecordAsync(30);
        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30"));
        Assert.Matches("^Replayed: the config in force, on the calls from 2026-1[01]-[0-9]{2} [0-9]{2}:[0-9]{2} to 2026-1[12]-[0-9]{2} [0-9]{2}:[0-9]{2} UTC", _cli.Output);
        Assert.Contains("This policy has routing off", _cli.Output, StringComparison.Ordinal);

        var file = Path.Combine(_cli.Home, "on.json");
        File.WriteAllText(file, $$"""{ "routing": { "mode": "complexity", "complexity": { "simple": "{{Pasts.Haiku}}", "moderate": "{{Pasts.Sonnet}}", "complex": "{{Pasts.Opus}}" } } }""");
        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", file));
        Assert.Contains("on.json, over the config in force", _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("routing off", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_what_is_saved_stands_what_it_costs_in_quality_and_what_the_choice_is_worth()
    {
        await RecordAsync(30);
        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", Policy()));
        Assert.Matches(@"It gives up [0-9]+\.[0-9] points of expected quality; its choice is worth nothing over chance\.", _cli.Output);

        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30"));
        Assert.Contains("It keeps the expected quality; its choice is worth nothing over chance.", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_left_out_is_no_part_of_the_headline()
    {
        Directory.CreateDirectory(_cli.Home);
        await LedgerFixture.WriteAsync(
            Path.Combine(_cli.Home, "data.db"),
            [.. Enumerable.Range(0, 20).Select(i => Pasts.Entry(Pasts.Call(Pasts.Opus, new TokenUsage(1_000, 0, 0, 0, 200, 0), Pasts.Noon.AddSeconds(i), Pasts.Seen((ulong)i)) with { Agent = i < 5 ? ShadowCall.Agent : null }))]);
        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", Policy()));
        Assert.Contains("15 of 20 calls (75.0 % of the cost), 15 of them moved", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_a_program_it_is_what_the_api_answers()
    {
        await RecordAsync(30);
        Assert.Equal(0, Run("replay", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", Policy(), "--json"));
        var answer = JsonDocument.Parse(_cli.Output).RootElement;
        Assert.Equal(30, answer.GetProperty("calls").GetInt64());
        Assert.True(answer.GetProperty("policy").GetProperty("cost_nano").GetInt64() < answer.GetProperty("recorded").GetProperty("cost_nano").GetInt64());
        Assert.Equal(answer.GetProperty("recorded").GetProperty("cost_nano").GetInt64(), answer.GetProperty("reproduced_nano").GetInt64());
    }

    [Fact]
    public async Task Tuning_finds_the_knob_that_keeps_to_a_budget_and_prints_what_to_write()
    {
        await RecordAsync(60);
        var file = Path.Combine(_cli.Home, "tiers.json");
        File.WriteAllText(file, $$"""{ "routing": { "mode": "complexity", "complexity": { "enabled": true, "simple": "{{Pasts.Haiku}}", "moderate": "{{Pasts.Sonnet}}", "complex": "{{Pasts.Opus}}" } } }""");
        Assert.Equal(0, Run("tune", "--budget", "60%", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", file, "--json"));
        var answer = JsonDocument.Parse(_cli.Output).RootElement;
        var found = answer.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("lambda").GetDouble() == answer.GetProperty("lambda").GetDouble());
        Assert.True(found.GetProperty("policy").GetProperty("cost_usd").GetDecimal() <= .6m * answer.GetProperty("recorded_usd").GetDecimal());

        // The next smaller one that was tried costs too much.
        Assert.All(
            answer.GetProperty("settings").EnumerateArray().Where(setting => setting.GetProperty("lambda").GetDouble() < answer.GetProperty("lambda").GetDouble()),
            setting => Assert.True(setting.GetProperty("policy").GetProperty("cost_usd").GetDecimal() > .6m * answer.GetProperty("recorded_usd").GetDecimal()));

        Assert.Equal(0, Run("tune", "--quality", "0.9", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", file));
        Assert.Contains("Put into the config", _cli.Output);
    }

    [Fact]
    public async Task Tuning_says_what_it_left_out()
    {
        await RecordAsync(40);
        var file = Path.Combine(_cli.Home, "tiers.json");
        File.WriteAllText(file, $$"""{ "routing": { "mode": "complexity", "complexity": { "simple": "anthropic/mystery", "moderate": "{{Pasts.Sonnet}}", "complex": "{{Pasts.Opus}}" } } }""");
        Run("tune", "--budget", "60%", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", file, "--json");
        Assert.Equal("no price is known for anthropic/mystery", JsonDocument.Parse(_cli.Output).RootElement.GetProperty("left_out")[0].GetProperty("why").GetString());
        Run("tune", "--budget", "60%", "--since", "2026-11-01", "--until", "2026-11-30", "--policy", file);
        Assert.Matches("Left out: [0-9]+ calls?: no price is known for anthropic/mystery", _cli.Output);
    }

    [Fact]
    public async Task A_route_that_waits_for_evidence_gets_it_from_a_shadow_run()
    {
        Directory.CreateDirectory(_cli.Home);
        var database = Path.Combine(_cli.Home, "data.db");
        var pairs = Enumerable.Range(0, 40).Select(i => Pasts.Shadowed(
            Pasts.Haiku, new TokenUsage(1_000, 0, 0, 0, 200, 0), Pasts.Noon.AddSeconds(i), Pasts.Seen((ulong)i) with { Classifier = Scorer.Trained.Version }, "s")).ToList();
        await LedgerFixture.WriteAsync(database, [.. pairs.SelectMany(pair => new[] { Pasts.Entry(pair.Call), Pasts.Entry(pair.Shadow) with { Route = null } })]);
        foreach (var (_, shadow) in pairs)
        {
            new Labels(database).Write(shadow.Id, true, LabelSource.Judge, Pasts.Noon);
        }

        Assert.Equal(0, Run("calibrate"));
        Assert.Contains("Quality kept, route s: 1.000 by 40 labels of routed answers in 40 conversations; at least 0.912", _cli.Output);
        Assert.InRange(RoutingFile.Read(Path.Combine(_cli.Home, "routing.json"), out _)!.Of("s")!.Lower, .91, .92);
    }

    [Fact]
    public void A_policy_that_is_wrong_says_where()
    {
        Directory.CreateDirectory(_cli.Home);
        var file = Path.Combine(_cli.Home, "policy.json");
        File.WriteAllText(file, """{ "routing": { "lamda": 1 } }""");
        Assert.Equal(2, Run("replay", "--policy", file));
        Assert.Contains("lamda", _cli.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere.json")]
    public void A_policy_that_cannot_be_read_is_one_line(string file)
    {
        Assert.Equal(2, Run("replay", "--policy", file));
        Assert.Equal(1, _cli.Error.Count(letter => letter == '\n'));
        Assert.StartsWith($"--policy '{file}' cannot be read: ", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_nothing_says_so()
    {
        Directory.CreateDirectory(_cli.Home);
        var file = Path.Combine(_cli.Home, "policy.json");
        File.WriteAllText(file, "null");
        Assert.Equal(2, Run("replay", "--policy", file));
        Assert.Contains("not a JSON object", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("1e2")]
    public void A_knob_within_its_range_is_taken(string lambda)
    {
        Assert.Equal(0, Run("replay", "--lambda", lambda));
        Assert.Empty(_cli.Error);
    }

    [Fact]
    public void Before_the_first_call_there_is_nothing_to_replay()
    {
        Assert.Equal(0, Run("replay"));
        Assert.Contains("No call of that time can be replayed", _cli.Output);
        Assert.Equal(0, Run("calibrate"));
        Assert.Contains("0 labelled calls", _cli.Output);
        Assert.False(File.Exists(Path.Combine(_cli.Home, "routing.json")));
    }

    [Theory]
    [InlineData("tune")]
    [InlineData("tune", "--budget", "60%", "--quality", "0.9")]
    [InlineData("tune", "--budget", "much")]
    [InlineData("tune", "--budget", "0,5")]
    [InlineData("tune", "--budget", "NaN")]
    [InlineData("tune", "--budget", "60")]
    [InlineData("tune", "--quality", "97")]
    [InlineData("replay", "--lambda", "NaN")]
    [InlineData("replay", "--lambda", "1e999")]
    [InlineData("replay", "--lambda", "-1")]
    [InlineData("replay", "--lambda", "100.5")]
    [InlineData("replay", "--lambda", "0,5")]
    [InlineData("replay", "--lambda", "")]
    [InlineData("calibrate", "--shadow", "-3")]
    [InlineData("calibrate", "--shadow", "1,000")]
    [InlineData("calibrate", "--max-usd", "-1")]
    [InlineData("calibrate", "--max-usd", "0,5")]
    [InlineData("replay", "--since", "yesteryear")]
    public void Asked_wrongly_it_says_how(params string[] args) => Assert.NotEmpty(RouteCommand.Create(TimeProvider.System, environment: _cli.Environment).Parse(args).Errors);

    [Fact]
    public void A_shadow_run_without_kept_content_says_so()
    {
        Directory.CreateDirectory(_cli.Home);
        Assert.Equal(1, Run("calibrate", "--shadow", "10", "--judge", "claude-opus-4-6", "--max-usd", "1"));
        Assert.Contains("storeContent", _cli.Error);
    }

    [Theory]
    [InlineData(1, "none of the config's clients")]
    [InlineData(2, "no client nobody", "--client", "nobody")]
    public void A_shadow_run_that_no_client_key_lets_in_says_so(int code, string says, params string[] more)
    {
        Directory.CreateDirectory(_cli.Home);
        File.WriteAllText(_cli.ConfigPath, """{ "ledger": { "storeContent": true }, "clients": [{ "name": "ci", "key": "env:NOT_SET_HERE" }] }""");
        Assert.Equal(code, Run(["calibrate", "--shadow", "10", "--judge", "claude-opus-4-6", "--max-usd", "1", .. more]));
        Assert.Contains(says, _cli.Error);
    }

    public void Dispose() => _cli.Dispose();

    private int Run(params string[] args) => _cli.Run(RouteCommand.Create(TimeProvider.System, environment: _cli.Environment), args);

    private string Policy()
    {
        var file = Path.Combine(_cli.Home, "policy.json");
        File.WriteAllText(file, $$"""{ "routes": { "all": { "match": { "model": "claude-opus-*" }, "model": "{{Pasts.Haiku}}" } } }""");
        return file;
    }

    private async Task RecordAsync(int calls)
    {
        Directory.CreateDirectory(_cli.Home);
        await LedgerFixture.WriteAsync(
            Path.Combine(_cli.Home, "data.db"),
            [.. Enumerable.Range(0, calls).Select(i => Pasts.Entry(Pasts.Call(Pasts.Opus, new TokenUsage(1_000, 0, 0, 0, 200, 0), Pasts.Noon.AddSeconds(i), Pasts.Seen((ulong)i, simple: .4f + (.006f * i)))))]);
    }
}
