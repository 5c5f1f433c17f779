using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Dashboard.Content;
using RelayPlane.Dashboard.Live;
using RelayPlane.Dashboard.OpenApi;
using RelayPlane.Dashboard.Pages;
using RelayPlane.Dashboard.Providers;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Dashboard.Sessions;
using RelayPlane.Dashboard.Settings;
using RelayPlane.Dashboard.Spend;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Dashboard.Telemetry;
using RelayPlane.Dashboard.Trying;
using RelayPlane.Gateway;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Pacing;
using RelayPlane.Replay;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Hosting;

/// <summary>Puts the page and its API together. Here stands the list of all that answers below <c>/api</c>.</summary>
internal static class DashboardFrom
{
    public static (PageDoor Door, LiveFeed Feed) Build(DashboardParts parts)
    {
        var budgets = new BudgetControl(parts.Books.Budgets, () => parts.Watch.Current.Admittance.Budgets, parts.Home.BudgetsPath, parts.Clock);
        var desk = new ConfigDesk(parts.Home.ConfigPath, parts.Watch.Look);
        var feed = Feed(parts, budgets, desk);
        var api = new Api(OpenApiPaths.With(Paths(parts, budgets, desk, feed), ProductVersion.Text), parts.Access, parts.Notice, parts.Clock);
        return (new PageDoor(parts.Access, api, new Page(PageFiles.Embedded)), feed);
    }

    /// <summary>One group a line: what answers, and what it is made of.</summary>
    private static IReadOnlyList<ApiPath> Paths(DashboardParts parts, BudgetControl budgets, ConfigDesk desk, LiveFeed feed)
    {
        var database = parts.Home.DatabasePath;
        var agents = parts.Books.Agents;
        return
        [
            .. new AccessPaths(parts.Access).All,
            .. new SpendPaths(database, agents.Of, parts.Health.State).All,
            .. new RoutingPaths(database, () => RoutingNow.Of(ConfigFile.Load(parts.Home.ConfigPath).Config.Routing, EvidenceOf(parts))).All,
            .. new StatsPaths(database, agents).All,
            .. new CallsPaths(database, agents).All,
            .. new LabelPaths(database).All,
            .. new ContentPaths(new ContentReader(parts.Home.ContentPath), () => parts.Watch.Current).All,
            .. new SessionPaths(database, agents).All,
            .. new AgentPaths(database, parts.Home.AlertsPath, agents, new AgentRenaming(parts.Home.AgentNamesPath)).All,
            .. new ProviderPaths(new ProviderBoard(parts.Pacer, () => parts.Watch.Current.Providers)).All,
            .. new LimitPaths(() => Limits(parts)).All,
            .. new BudgetPaths(budgets).All,
            .. new SettingsPaths(desk, new PriceList(parts.Books.Prices, new LedgerReader(database)), StorageOf(parts), parts.Home.AlertsPath).All,
            .. new TryPaths(new TryCall(parts.Address, parts.Clock), () => parts.Watch.Current, budgets.Answer).All,
            .. new ReplayPaths(() => Machine(parts), parts.Home.ConfigPath, parts.Clock).All,
            .. new NamesPaths(() => parts.Watch.Current.Router).All,
            .. new LivePaths(feed).All,
            .. Telemetry(parts).All,
        ];
    }

    private static LiveFeed Feed(DashboardParts parts, BudgetControl budgets, ConfigDesk desk) => new(
        new LiveSources(
            new CallsReader(parts.Home.DatabasePath, parts.Books.Agents.Of), () => EventGateway.Of(parts.Health.State()), () => Limits(parts), budgets.Answer,
            parts.Home.AlertsPath, () => parts.Watch.Current, desk.Hash),
        parts.Clock);

    private static LimitsAnswer Limits(DashboardParts parts) => LimitsAnswer.Of(parts.Pacer.Report(), parts.Counters.Limited, parts.Clock.GetUtcNow());

    private static Storage StorageOf(DashboardParts parts) =>
        new(parts.Home, () => parts.Watch.Current.Keeping, () => (parts.Watch.Current.Content is not null, ContentFile.BytesOf(parts.Home.ContentPath)));

    private static RoutingEvidence? EvidenceOf(DashboardParts parts) => parts.Books.Learned?.Current.All is { } all
        ? new RoutingEvidence(all.Labels, all.Kept, all.Lower, all.Upper, ConfigFile.Load(parts.Home.ConfigPath).Config.Routing?.Floor)
        : null;

    private static TimeMachine Machine(DashboardParts parts) => new(
        new PastCalls(parts.Home.DatabasePath),
        new PolicyFrom(parts.Books.Prices, parts.Books.Learned?.Current ?? Learned.Nothing, parts.Environment, parts.Clock));

    private static TelemetryPaths Telemetry(DashboardParts parts)
    {
        var ledger = new LedgerReader(parts.Home.DatabasePath);
        return new TelemetryPaths(
            new TelemetrySums(ledger, () => parts.Counters.Calls, () => parts.Watch.Current.Keeping, parts.Pacer.Report),
            new TelemetryRunsReader(new CallsReader(parts.Home.DatabasePath), ledger, parts.Books.Agents.Of));
    }
}

/// <summary>What the page shows and changes.</summary>
/// <param name="Watch">Holds the rooms as the last good config built them.</param>
/// <param name="Access">Who may look, change and command.</param>
/// <param name="Address">Where the gateway listens, once it does.</param>
/// <param name="Notice">Told, in one line, what the operator should know.</param>
internal sealed record DashboardParts(
    Home Home, ConfigWatch Watch, Books Books, Pacer Pacer, Counters Counters, Health Health, Access Access, Func<Uri> Address, Action<string> Notice, TimeProvider Clock)
{
    /// <summary>The environment variables that the gateway sees.</summary>
    public Func<string, string?> Environment { get; init; } = Variables.Read;
}
