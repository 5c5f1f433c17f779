using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Dashboard.Spend;

/// <summary>Puts the overview together.</summary>
internal sealed class Summary(string path, Func<GatewayState> state)
{
    private readonly LedgerReader _sums = new(path);
    private readonly DeliveryReader _deliveries = new(path);

    public SummaryAnswer Of(DateTimeOffset since, DateTimeOffset? until, TimeZoneInfo zone, DateTimeOffset now)
    {
        GatewayState gateway = state();
        LedgerBounds bounds = _sums.Bounds();
        var stats = _sums.Total(since, until);
        DateTimeOffset midnight = DateTimeOffset.FromUnixTimeMilliseconds(
            StatsPiece.BeginOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), zone));
        return new(
            now,
            gateway.Version,
            Math.Round(gateway.Uptime.TotalSeconds, 1),
            since,
            until,
            zone.Id,
            Spent(midnight),
            Spent(now.AddDays(-7)),
            Spent(now.AddDays(-30)),
            TallyAnswer.Of(stats.Total),
            Before(since, until ?? now, bounds) is { } before ? TallyAnswer.Of(before) : null,
            stats.OtherRequests,
            AbsorbedAnswer.Of(_deliveries.Sum(since, until)),
            Moment(bounds.FirstMs),
            Moment(bounds.LastMs),
            new(gateway.Ledger.Written, gateway.Ledger.Pending, gateway.Ledger.Lost, gateway.Ledger.LastError),
            new(gateway.Status, gateway.Reason, gateway.Open, gateway.Waiting, gateway.Calls, gateway.Failed));
    }

    private Tally? Before(DateTimeOffset since, DateTimeOffset until, LedgerBounds bounds)
    {
        TimeSpan length = until - since;
        return length > TimeSpan.Zero && since.Ticks > length.Ticks && since - length is var from && bounds.FirstMs <= from.ToUnixTimeMilliseconds()
            ? _sums.Total(from, since).Total
            : null;
    }

    private SpendAnswer Spent(DateTimeOffset since) => SpendAnswer.Of(since, _sums.Total(since, null).Total);

    private static DateTimeOffset? Moment(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
