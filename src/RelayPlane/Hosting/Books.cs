using RelayPlane.Admission;
using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Catalog;
using RelayPlane.Ledger.Content;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Hosting;

/// <summary>What is known of prices, spending and conversations, which outlives any config.</summary>
internal sealed record Books(PriceBook Prices, Calibration Calibration, BudgetBook Budgets, AlarmBook Alarms, AgentNames Agents)
{
    /// <summary>Which model each conversation has.</summary>
    public SessionBook Sessions { get; init; } = new();

    /// <summary>What has been learned of routing.</summary>
    public Experience Experience { get; init; } = Experience.None;

    /// <summary>Where downloaded prices come from; null where there are none.</summary>
    public PriceFile? PriceFile { get; init; }

    /// <summary>What labels have taught routing; null where nothing can have.</summary>
    public RoutingFile? Learned { get; init; }

    /// <summary>Where what is sent and answered goes, for a config that wants it kept; null where it cannot be.</summary>
    public ContentLedger? Content { get; init; }
}
