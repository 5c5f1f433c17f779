using Microsoft.Extensions.Time.Testing;
using RelayPlane.Dashboard;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class BudgetCommandTests : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Set_changes_the_file_in_place_and_status_counts_what_the_ledger_says()
    {
        Directory.CreateDirectory(_cli.Home);
        File.WriteAllText(_cli.ConfigPath, "{\n  // mine\n  \"budget\": { \"timeZone\": \"UTC\" },\n}\n");
        await LedgerFixture.WriteAsync(Path.Combine(_cli.Home, "data.db"), Entries.Call("1", Entries.Attempt() with { Quote = new Quote(PriceStatus.Priced, new Money(1_250_000_000)) }));
        Assert.Equal(0, Run("set", "--daily", "5", "--on-breach", "warn"));
        Assert.Equal("{\n  // mine\n  \"budget\": { \"timeZone\": \"UTC\", \"dailyUsd\": 5, \"onBreach\": \"warn\" },\n}\n", File.ReadAllText(_cli.ConfigPath));
        Assert.Equal(0, Run("set", "--agent", "coder", "--hourly-tokens", "1000"));
        Assert.Equal(0, Run("status", "--json"));
        var answer = BudgetsAnswer.Read(_cli.Output)!;
        Assert.Equal([("daily", 5m, 1.25m, 25.0), ("agent coder hourly tokens", 1000m, 0m, 0.0)], answer.Budgets.Select(line => (line.Name, line.Limit, line.Spent, line.Percent)));
        Assert.Equal(BreachAction.Warn, answer.Budgets[0].OnBreach);
        Assert.Equal(0, Run("status"));
        Assert.Contains("$1.25", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("2026-11-25 00:00", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("reset", "--daily", "--json"));
        Assert.Equal(0m, BudgetsAnswer.Read(_cli.Output)!.Budgets[0].Spent);
    }

    [Fact]
    public void A_budget_of_all_whose_name_matches_is_shown_before_anybody_has_spent()
    {
        Assert.Equal(0, Run("set", "--agent", "bot*", "--daily", "0.5"));
        Assert.Contains("agent bot* daily", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("status", "--json"));
        Assert.Contains("\"unit\":\"usd\"", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        Assert.Equal(2, Run("set"));
        Assert.Equal(2, Run("set", "--downgrade-to", "nobody/"));
        Assert.Equal(2, Run("reset"));
        Assert.False(File.Exists(_cli.ConfigPath));
        Assert.Equal(0, Run("status"));
        Assert.StartsWith("No budget holds.", _cli.Output, StringComparison.Ordinal);
    }

    private int Run(params string[] args) => _cli.Run(BudgetCommand.Create(() => Home.Find(_cli.Environment), _clock), args);
}
