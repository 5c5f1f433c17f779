using RelayPlane.Ledger;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Dashboard.Spend;

/// <summary>Makes of the ledger's histograms what the page shows. Both of its units, microseconds and tokens in a thousand seconds, are a thousandth of what is shown.</summary>
internal static class SpreadFrom
{
    private const double Unit = 1000;

    public static LatencyRow Row(string key, DeliveryTally whole, IReadOnlyList<DeliveryTally?> steps)
    {
        SpreadSeries Of(DeliverySpread spread) => new(
            One(whole[spread]), [.. steps.Select(step => Value(step?[spread], 0.5))], [.. steps.Select(step => Value(step?[spread], 0.95))]);
        return new(
            key, whole[DeliverySum.Requests], Of(DeliverySpread.Queue), Of(DeliverySpread.FirstToken), Of(DeliverySpread.Speed), Of(DeliverySpread.Total));
    }

    public static double? Value(LatencyHistogram? histogram, double quantile) =>
        histogram?.Value(quantile) is { } value ? Math.Round(value / Unit, 1) : null;

    private static Spread One(LatencyHistogram histogram) => new(
        histogram.Count,
        Value(histogram, 0.5),
        Value(histogram, 0.9),
        Value(histogram, 0.95),
        Value(histogram, 0.99),
        [.. histogram.Filled().Select(bucket => new SpreadBucket(Math.Round(bucket.From / Unit, 3), Math.Round(bucket.To / Unit, 3), bucket.Count))]);
}
