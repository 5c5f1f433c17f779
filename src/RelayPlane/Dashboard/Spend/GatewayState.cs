using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Spend;

/// <summary>What the overview says of the gateway itself, at this moment.</summary>
/// <param name="Uptime">Since its start.</param>
/// <param name="Status"><c>ok</c> or <c>degraded</c>.</param>
/// <param name="Reason">Why it is degraded; null while all is well.</param>
/// <param name="Open">Calls on the road.</param>
/// <param name="Waiting">Calls that stand in a queue.</param>
/// <param name="Calls">Since the start.</param>
/// <param name="Failed">Since the start, through no fault of the client's.</param>
internal sealed record GatewayState(
    string Version, TimeSpan Uptime, string Status, string? Reason, long Open, long Waiting, long Calls, long Failed, LedgerHealth Ledger);
