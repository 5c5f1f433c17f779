using RelayPlane.Admission;
using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Catalog;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Hosting;

/// <summary>What is known of prices and spending, which outlives any config.</summary>
internal sealed record Books(PriceBook Prices, Calibration Calibration, BudgetBook Budgets, AlarmBook Alarms, AgentNames Agents)
{
    /// <summary>Where downloaded prices come from; null where there are none.</summary>
    public PriceFile? PriceFile { get; init; }

    /// <summary>What labels have taught routing; null where nothing can have.</summary>
    public RoutingFile? Learned { get; init; }

    /// <summary>Where what is sent and answered goes, for a config that wants it kept; null where it cannot be.</summary>
    public ContentLedger? Content { get; init; }
}
