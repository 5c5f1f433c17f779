using Microsoft.Extensions.Time.Testing;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Telemetry;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Pacing;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;
using static RelayPlane.Tests.Dashboard.TestAccess;

namespace RelayPlane.Tests.Dashboard.Telemetry;

public sealed class TelemetryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddHours(1));

    private string Database => _folder.Database;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_sums_are_the_ledgers()
    {
        await WriteAsync();
        var stats = Sums().Stats(Ask("/v1/telemetry/stats"));
        var total = new LedgerReader(Database).Query(new StatsQuery(Entries.Noon.AddDays(-7), StatsGroup.Model)).Total;
        Assert.Equal((total.Cost!.Value.Usd, 3L, 17L), (stats.Summary.TotalCostUsd!.Value, stats.Summary.TotalEvents, stats.Summary.TotalRequests));
        Assert.Equal(2.0 / 3, stats.Summary.SuccessRate!.Value, 6);
        Assert.InRange(stats.Summary.AvgLatencyMs, 760, 840);
        Assert.Equal(["claude-haiku-4-5", "claude-opus-4-6"], stats.ByModel.Select(model => model.Model).Order());
        Assert.Equal(("2026-11-24", 3L), (Assert.Single(stats.DailyCosts).Date, stats.DailyCosts[0].Requests));
        Assert.Equal(total.Cost!.Value.Usd, Sums().Savings(Ask("/v1/telemetry/savings")).ActualCost);
    }

    [Fact]
    public async Task Runs_are_calls_to_models_the_newest_first()
    {
        await WriteAsync();
        var runs = Runs().Read(Ask("/v1/telemetry/runs"));
        Assert.Equal(["c", "b", "a"], runs.Runs.Select(run => run.Id));
        Assert.Equal(3, runs.Pagination.Total);
        var first = runs.Runs[2];
        Assert.Equal(("success", "anthropic/claude-haiku-4-5", 127L, 50L, 7L, 20L, false), (first.Status, first.RoutedTo, first.TokensIn, first.TokensOut, first.CacheCreationTokens, first.CacheReadTokens, first.Escalated));
        Assert.Equal("error", runs.Runs[1].Status);
        Assert.Equal(["b"], Runs().Read(Ask("/v1/telemetry/runs", "?limit=1&offset=1")).Runs.Select(run => run.Id));
    }

    [Fact]
    public async Task A_run_says_which_tier_it_was_given_and_whether_it_climbed()
    {
        await LedgerFixture.WriteAsync(Database, DecidedEntries.Climbed("a"), Entries.Call("b", Entries.Attempt(), Entries.Attempt("claude-opus-4-6", 2)));

        Assert.Equal([(null, false), ("simple", true)], Runs().Read(Ask("/v1/telemetry/runs")).Runs.Select(run => (run.Complexity, run.Escalated)));
    }

    [Fact]
    public async Task A_provider_is_as_well_as_its_best_key()
    {
        await WriteAsync();
        var health = Sums(Lane("openai", LaneStates.Cooling), Lane("google", LaneStates.Cooling), Lane("google", LaneStates.Open), Lane("groq", LaneStates.Paused)).Health(Ask("/v1/telemetry/health"));
        Assert.Equal(["anthropic healthy", "google healthy", "groq degraded", "openai down"], health.Providers.Select(provider => $"{provider.Provider} {provider.Status}"));
        Assert.Equal(2.0 / 3, health.Providers[0].SuccessRate!.Value, 6);
        Assert.Null(health.Providers[1].SuccessRate);
    }

    [Fact]
    public void Of_an_empty_ledger_nothing_is_claimed()
    {
        var stats = Sums().Stats(Ask("/v1/telemetry/stats"));
        Assert.Equal((0L, null), (stats.Summary.TotalEvents, stats.Summary.SuccessRate));
        Assert.Empty(Runs().Read(Ask("/v1/telemetry/runs")).Runs);
        Assert.Equal(0, Sums().Savings(Ask("/v1/telemetry/savings")).Percentage);
    }

    [Fact]
    public async Task What_cannot_be_read_of_the_query_is_said()
    {
        var http = Request("GET", "/v1/telemetry/stats");
        http.Request.QueryString = new("?days=many");
        await new Api(new TelemetryPaths(Sums(), Runs()).All, Open, _ => { }, _clock).AnswerAsync(http);
        Assert.Equal(400, http.Response.StatusCode);
        Assert.Contains("days is 'many'", http.Problem(), StringComparison.Ordinal);
    }

    private Task<LedgerHealth> WriteAsync() => LedgerFixture.WriteAsync(
        Database,
        Entries.Call("a", Entries.Attempt()),
        Entries.Call("b", Entries.Attempt() with { Verdict = Verdict.Faulted }) with { Status = 502, Outcome = Outcome.Failed },
        Entries.Call("c", Entries.Attempt("claude-opus-4-6")),
        Entries.Call("models") with { Endpoint = "models" });

    private TelemetrySums Sums(params LaneReport[] lanes) => new(new LedgerReader(Database), () => 17, () => Keeping.Everything, () => PacingReport.Empty with { Lanes = lanes });

    private TelemetryRunsReader Runs() => new(new CallsReader(Database), new LedgerReader(Database), key => key);

    private ApiAsk Ask(string path, string query = "")
    {
        var http = Request("GET", path);
        http.Request.QueryString = new(query);
        return new ApiAsk(http, new Dictionary<string, string>(), _clock);
    }

    private static LaneReport Lane(string provider, string state) => new(provider, "main", "*", state, null, null, [], Blind: false, 0, 0, 0);
}
