using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Dashboard.Spend;

/// <summary>What <c>GET /api/summary</c> says: the overview's figures.</summary>
/// <param name="Today">Since local midnight; the next ones the last 7 and 30 times 24 hours.</param>
/// <param name="Before">The stretch of the same length before; null where the ledger does not reach back that far.</param>
/// <param name="FirstCallAt">Null while the ledger is empty.</param>
internal sealed record SummaryAnswer(
    DateTimeOffset At,
    string Version,
    double UptimeSeconds,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    string Zone,
    SpendAnswer Today,
    SpendAnswer Week,
    SpendAnswer Month,
    TallyAnswer Total,
    TallyAnswer? Before,
    long OtherRequests,
    AbsorbedAnswer Absorbed,
    DateTimeOffset? FirstCallAt,
    DateTimeOffset? LastCallAt,
    LedgerAnswer Ledger,
    GatewayAnswer Gateway);

/// <summary>What was spent since a moment.</summary>
internal sealed record SpendAnswer(DateTimeOffset Since, long Requests, long Unpriced, decimal? CostUsd, long? CostNano)
{
    public static SpendAnswer Of(DateTimeOffset since, Tally tally) => new(since, tally.Requests, tally.Unpriced, tally.Cost?.Usd, tally.Cost?.NanoUsd);
}

/// <summary>What clients never saw: attempts that a provider refused in calls that were answered all the same.</summary>
internal sealed record AbsorbedAnswer(
    long Calls, long RateLimited, long Overloaded, long Faulted, long TimedOut, long WaitedCalls, double WaitedMs, long Fallbacks, long Seen)
{
    public static AbsorbedAnswer Of(DeliveryTally tally) => new(
        tally[DeliverySum.AbsorbedCalls],
        tally[DeliverySum.RateLimited],
        tally[DeliverySum.Overloaded],
        tally[DeliverySum.Faulted],
        tally[DeliverySum.TimedOut],
        tally[DeliverySum.WaitedCalls],
        Math.Round(tally[DeliverySum.WaitedUs] / 1000.0, 1),
        tally[DeliverySum.Fallbacks],
        tally[DeliverySum.Seen]);
}

/// <summary>How the ledger is doing.</summary>
internal sealed record LedgerAnswer(long Written, long Pending, long Lost, string? LastError);

/// <summary>How the gateway is doing.</summary>
internal sealed record GatewayAnswer(string Status, string? Reason, long Open, long Waiting, long Calls, long Failed);
