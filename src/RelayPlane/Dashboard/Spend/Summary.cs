using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Spend;

/// <summary>Puts the overview together.</summary>
internal sealed class Summary(string path, Func<GatewayState> state)
{
    public SummaryAnswer Of(DateTimeOffset since, DateTimeOffset? until, TimeZoneInfo zone, DateTimeOffset now)
    {
        GatewayState gateway = state();
        using LedgerSnapshot ledger = new(path);
        LedgerBounds bounds = ledger.Bounds();
        var stats = ledger.Total(since, until);
        DateTimeOffset midnight = DateTimeOffset.FromUnixTimeMilliseconds(
            StatsPiece.BeginOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), zone));
        return new(
            now,
            gateway.Version,
            Math.Round(gateway.Uptime.TotalSeconds, 1),
            since,
            until,
            zone.Id,
            Spent(ledger, midnight),
            Spent(ledger, now.AddDays(-7)),
            Spent(ledger, now.AddDays(-30)),
            TallyAnswer.Of(stats.Total),
            Before(ledger, since, until ?? now, bounds) is { } before ? TallyAnswer.Of(before) : null,
            stats.OtherRequests,
            AbsorbedAnswer.Of(ledger.Delivered(since, until)),
            Moment(bounds.FirstMs),
            Moment(bounds.LastMs),
            new(gateway.Ledger.Written, gateway.Ledger.Pending, gateway.Ledger.Lost, gateway.Ledger.LastError),
            new(gateway.Status, gateway.Reason, gateway.Open, gateway.Waiting, gateway.Calls, gateway.Failed));
    }

    private static Tally? Before(LedgerSnapshot ledger, DateTimeOffset since, DateTimeOffset until, LedgerBounds bounds)
    {
        TimeSpan length = until - since;
        return length > TimeSpan.Zero && since.Ticks > length.Ticks && since - length is var from && bounds.FirstMs <= from.ToUnixTimeMilliseconds()
            ? ledger.Total(from, since).Total
            : null;
    }

    private static SpendAnswer Spent(LedgerSnapshot ledger, DateTimeOffset since) => SpendAnswer.Of(since, ledger.Total(since, null).Total);

    private static DateTimeOffset? Moment(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
