using System.Security.Cryptography;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.OpenApi;
using RelayPlane.Dashboard.Pages;
using RelayPlane.Dashboard.Telemetry;
using RelayPlane.Gateway;
using RelayPlane.Ledger;
using RelayPlane.Pacing;

namespace RelayPlane.Hosting;

/// <summary>Puts the page and its API together. Here stands the list of all that answers below <c>/api</c>.</summary>
internal static class DashboardFrom
{
    public static PageDoor Build(DashboardParts parts)
    {
        var access = new Access(parts.Current, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), parts.ControlToken);
        return new PageDoor(access, new Api(OpenApiPaths.With(Paths(parts, access), ProductVersion.Text), access, parts.Notice, parts.Clock), new Page(PageFiles.Embedded));
    }

    /// <summary>One group a line: what answers, and what it is made of.</summary>
    private static IReadOnlyList<ApiPath> Paths(DashboardParts parts, Access access) =>
    [
        .. new AccessPaths(access).All,
        .. new LimitPaths(() => LimitsAnswer.Of(parts.Pacer.Report(), parts.Counters.Limited, parts.Clock.GetUtcNow())).All,
        .. new BudgetPaths(new BudgetControl(parts.Budgets, () => parts.Current().Admittance.Budgets, parts.Home.BudgetsPath, parts.Clock)).All,
        .. Telemetry(parts).All,
    ];

    private static TelemetryPaths Telemetry(DashboardParts parts)
    {
        var ledger = new LedgerReader(parts.Home.DatabasePath);
        return new TelemetryPaths(
            new TelemetrySums(ledger, () => parts.Counters.Calls, () => parts.Current().Keeping, parts.Pacer.Report),
            new TelemetryRunsReader(new CallsReader(parts.Home.DatabasePath), ledger, key => parts.Current().Agents.Of(key)));
    }
}

/// <summary>What the page shows and changes.</summary>
/// <param name="Current">The rooms as the last good config built them.</param>
/// <param name="ControlToken">What commands carry.</param>
/// <param name="Notice">Told, in one line, what the operator should know.</param>
internal sealed record DashboardParts(Home Home, Func<Runtime> Current, Pacer Pacer, Counters Counters, BudgetBook Budgets, string ControlToken, Action<string> Notice, TimeProvider Clock);
