using System.Text.Json;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class AlertsCommandTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_alerts_it_says_what_would_raise_some()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Done, Run(run, "list"));
        Assert.Contains("No alerts.", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, Run(run, "list", "--json"));
        Assert.Equal("[]", run.Output.Trim());
    }

    [Fact]
    public void The_last_ones_are_listed_newest_first_and_made_harmless()
    {
        using var run = new CliRun();
        Keep(run, Alert(1, AlertTypes.Velocity), Alert(2, AlertTypes.Repetition) with { Delivered = false }, Alert(3, AlertTypes.TokenExplosion) with { Delivered = true, Message = "cost \u001b[2J$6.12" });
        Assert.Equal(ExitCodes.Done, Run(run, "list", "2"));
        var lines = run.Output.Split('\n').Where(line => line.Contains("2026-", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Matches(@"2026-11-01 12:03:00 │ token_explosion │ yes +│ cost \?\[2J\$6\.12", lines[0]);
        Assert.Matches(@"2026-11-01 12:02:00 │ repetition +│ no +│ number 2", lines[1]);
        Assert.NotEqual(ExitCodes.Done, Run(run, "list", "0"));
    }

    [Fact]
    public void Programs_get_json()
    {
        using var run = new CliRun();
        Keep(run, Alert(1, AlertTypes.Velocity), Alert(2, AlertTypes.Velocity) with { Delivered = false });
        Run(run, "recent", "--json");
        using var list = JsonDocument.Parse(run.Output);
        Assert.Equal("id2", list.RootElement[0].GetProperty("id").GetString());
        Assert.False(list.RootElement[0].GetProperty("delivered").GetBoolean());
        Run(run, "counts", "--json");
        using var counts = JsonDocument.Parse(run.Output);
        Assert.Equal((2, 1, 2), (counts.RootElement.GetProperty("total").GetInt32(), counts.RootElement.GetProperty("undelivered").GetInt32(), counts.RootElement.GetProperty("byType").GetProperty("velocity").GetInt32()));
    }

    [Fact]
    public void Counts_are_by_type()
    {
        using var run = new CliRun();
        Keep(run, Alert(1, AlertTypes.Velocity), Alert(2, AlertTypes.Velocity) with { Delivered = false }, Alert(3, AlertTypes.BudgetThreshold));
        Run(run, "counts");
        Assert.Matches(@"velocity +│ 2 +│ 1 +│ 2026-11-01 12:02:00", run.Output);
        Assert.Matches(@"budget_threshold +│ 1 +│ 0 +│ 2026-11-01 12:03:00", run.Output);
    }

    [Fact]
    public void A_test_without_a_webhook_says_where_one_would_stand()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Failed, Run(run, "test"));
        Assert.Contains("alerts.webhookUrl", run.Error, StringComparison.Ordinal);
    }

    private static int Run(CliRun run, params string[] args) => run.Run(AlertsCommand.Create(() => Home.Find(run.Environment), run.Environment, TimeProvider.System), args);

    private static void Keep(CliRun run, params Alert[] alerts)
    {
        Directory.CreateDirectory(run.Home);
        var file = new AlertFile(Path.Combine(run.Home, "alerts.jsonl"), _ => { });
        foreach (var alert in alerts)
        {
            file.Write(alert, 500);
        }
    }

    private static Alert Alert(int number, string type) => new($"id{number}", type, "warning", $"number {number}", "session one", Noon.AddMinutes(number), new AlertData());
}
