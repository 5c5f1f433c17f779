using RelayPlane.Dashboard;
using RelayPlane.Catalog;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Pacing;
using Spectre.Console;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class LimitsCommandTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LaneReport Main = new(
        "anthropic", "main", "claude-sonnet", LaneStates.Open, null, null,
        [new(LimitKind.Requests, 50, 25, 50), new(LimitKind.InputTokens, 30_000, -10, 30_000)], false, 1, 7, 0);

    private static readonly QueueReport Queue = new("anthropic", "claude-sonnet", ["main"], 12, 40_000, 80.2, "inputTokens", 1.36, new(3, 2, 5));

    [Fact]
    public void Without_a_gateway_it_says_so_and_fails()
    {
        using var run = new CliRun();
        var verb = LimitsCommand.Create(() => Home.Find(run.Environment), TimeProvider.System);
        Assert.Equal(ExitCodes.Failed, run.Run(verb));
        Assert.Contains("relayplane start", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, run.Run(verb, "--json"));
        Assert.Equal("{\"status\":\"stopped\"}", run.Output.Trim());
    }

    [Fact]
    public void The_table_shows_limits_with_levels_the_queue_and_both_counts_of_429s()
    {
        var text = Text(Answer([Main], [Queue]));
        Assert.Matches(@"anthropic +│ main +│ claude-sonnet +│ open +│ 50 +█████░░░░░ +│ 30\.0k +░░░░░░░░░░ +│ – +│ +12 │ +80 s │ +0 │", text);
        Assert.Contains("429s that clients saw since the start: 2. From providers in the last hour: 0. Waiting: 12.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_physics_is_the_limit_it_says_what_would_help() => Assert.Equal(
        ["anthropic claude-sonnet: calls ask for 1.4× what key main allows; expected wait 81 s. A second key, a higher tier or a fallback would end it."],
        LimitsAdvice.Of(Answer([Main], [Queue])));

    [Theory]
    [InlineData(0.9, 12, 80.0)]
    [InlineData(1.4, 0, 0.0)]
    [InlineData(null, 12, 80.0)]
    public void It_advises_nothing_while_the_limits_suffice(double? demand, int waiting, double wait) =>
        Assert.Empty(LimitsAdvice.Of(Answer([Main], [Queue with { Demand = demand, Waiting = waiting, ExpectedWaitSeconds = wait }])));

    [Fact]
    public void A_key_that_takes_no_calls_is_told_with_its_reason_end_and_remedy()
    {
        var answer = Answer([Main with { State = LaneStates.Exhausted, Until = Noon.AddHours(2), Reason = "no \u001b[2Jcredit" }, Main with { Key = "old", State = LaneStates.Dead }], []);
        var text = Text(answer);
        Assert.Contains("exhausted", text, StringComparison.Ordinal);
        Assert.Contains("120.0 min", text, StringComparison.Ordinal);
        Assert.Contains("no ?[2Jcredit", string.Join(' ', text.Split([' ', '\n', '│'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(
            ["anthropic: the key main is used up. Add money, raise its limit, or add a second key or a fallback.", "anthropic does not accept the key old: replace it."],
            LimitsAdvice.Of(answer));
    }

    [Fact]
    public void Before_the_first_call_there_is_nothing_to_show() => Assert.Contains("No call has needed a limit yet", Text(Answer([], [])), StringComparison.Ordinal);

    [Fact]
    public void What_the_gateway_writes_is_what_the_verb_reads()
    {
        var read = LimitsAnswer.Read(System.Text.Encoding.UTF8.GetString(Answer([Main], [Queue]).Write()))!;
        Assert.Equal(Text(Answer([Main], [Queue])), Text(read));
    }

    [Fact]
    public void Status_tells_of_waiting_calls_and_of_keys_in_trouble()
    {
        var text = StatusCommand.Describe(new RunningFile(1, "http://localhost:4100", "t", Noon), """
            {"status":"ok","version":"1","uptime":61,"calls":5,"open":3,"failed":0,"waiting":3,"ledger":{"written":1,"pending":0,"lost":0},
             "lanes":[{"provider":"openai","key":"main","class":"gpt-4o","state":"exhausted","until":"2026-11-01T12:00:00Z","reason":"no money"}]}
            """);
        Assert.Contains("Waiting   3 calls", text, StringComparison.Ordinal);
        Assert.Contains("Trouble   openai gpt-4o, key main, is exhausted until 2026-11-01 12:00:00Z: no money", text, StringComparison.Ordinal);
    }

    private static LimitsAnswer Answer(IReadOnlyList<LaneReport> lanes, IReadOnlyList<QueueReport> queues) => new(Noon, 2, lanes.Sum(lane => lane.RateLimited), 0, lanes, queues);

    private static string Text(LimitsAnswer answer)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = 160;
        console.Write(LimitsTable.Of(answer));
        return writer.ToString();
    }
}
