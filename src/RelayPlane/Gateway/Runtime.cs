using RelayPlane.Admission;
using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Gateway;

/// <summary>The rooms, built from one config. A call keeps the one that it started with; a reload swaps the whole.</summary>
internal sealed record Runtime(
    Gate Gate, Doorman Doorman, Router Router, Dispatcher Dispatcher, ReplyRelay Relay, ModelList Models, TokenCount Tokens, Admittance Admittance, PriceBook Prices, AgentNames Agents, Estimates Estimates)
{
    /// <summary>Where calls can go, in the order of their names.</summary>
    public IReadOnlyList<KeyedProvider> Providers { get; init; } = [];

    /// <summary>Which model each conversation has; null where routing chooses none.</summary>
    public SessionBook? Sessions { get; init; }

    /// <summary>How much of the ledger is kept.</summary>
    public Keeping Keeping { get; init; } = Keeping.Everything;

    /// <summary>Where what is sent and answered is kept; null where it is not.</summary>
    public ContentKeeping? Content { get; init; }

    /// <summary>Whether the page may show what was kept.</summary>
    public bool ShowsContent { get; init; } = true;
}
