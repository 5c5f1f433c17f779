using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Dashboard.Sessions;
using RelayPlane.Dashboard.Spend;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Dashboard.Telemetry;
using RelayPlane.Ledger;
using RelayPlane.Pacing;
using RelayPlane.Tests.Ledger;

namespace RelayPlane.Tests.Dashboard;

/// <summary>All that answers with figures of one ledger, asked for one time.</summary>
/// <param name="range">The time as a query has it: <c>since=…&amp;until=…</c>.</param>
internal sealed class Figures(TempFolder folder, FakeTimeProvider clock, string range)
{
    private readonly AgentNames _names = new(folder.Home.AgentNamesPath, clock);

    public async Task<JsonElement> AnswerAsync(string path)
    {
        var asked = await Asked.GetAsync(Paths, path.Contains('?', StringComparison.Ordinal) ? $"{path}&{range}" : $"{path}?{range}", clock);
        return asked.Status == 200 ? asked.Json : throw new InvalidOperationException($"{path}: {asked.Body}");
    }

    /// <summary>What a list holds on all its pages.</summary>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(string path, string list)
    {
        List<JsonElement> all = [];
        for (string? next = ""; next is not null;)
        {
            var page = await AnswerAsync($"{path}?limit=17&cursor={next}");
            all.AddRange(page.GetProperty(list).EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        return all;
    }

    private IReadOnlyList<ApiPath> Paths
    {
        get
        {
            GatewayState state = new("1.2.3", default, "ok", null, 0, 0, 0, 0, new(0, 0, 0, null));
            LedgerReader ledger = new(folder.Database);
            return
            [
                .. new SpendPaths(folder.Database, _names.Of, () => state).All,
                .. new RoutingPaths(folder.Database, () => RoutingNow.Of(null, null)).All,
                .. new StatsPaths(folder.Database, _names).All,
                .. new CallsPaths(folder.Database, _names).All,
                .. new SessionPaths(folder.Database, _names).All,
                .. new AgentPaths(folder.Database, folder.Home.AlertsPath, _names, new AgentRenaming(folder.Home.AgentNamesPath)).All,
                .. new TelemetryPaths(
                    new TelemetrySums(ledger, () => 0, () => Keeping.Everything, () => PacingReport.Empty), new TelemetryRunsReader(new CallsReader(folder.Database, _names.Of), ledger, _names.Of)).All,
            ];
        }
    }
}
