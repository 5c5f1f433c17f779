using CsCheck;
using RelayPlane.Ledger;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_within_five_percent_of_the_true_one_also_after_packing_and_merging() =>
        Gen.Select(Gen.Long[64, 7_200_000_000].Array[1, 200], Gen.Double[0, 1], Gen.Int[0, 200]).Sample((durations, quantile, cut) =>
        {
            LatencyHistogram first = new();
            LatencyHistogram second = new();
            for (int index = 0; index < durations.Length; index++)
            {
                (index < cut ? first : second).Add(durations[index]);
            }

            second.Merge(first.Pack());

            long[] sorted = [.. durations.Order()];
            double exact = sorted[Math.Clamp((int)Math.Ceiling(quantile * sorted.Length), 1, sorted.Length) - 1];
            Assert.Equal(1, second.Percentile(quantile)!.Value.TotalMicroseconds / exact, tolerance: 0.05);
        });

    [Fact]
    public void Nothing_has_no_percentile() => Assert.Null(new LatencyHistogram().Percentile(0.5));

    [Fact]
    public void Durations_beyond_the_scale_are_counted_at_its_ends()
    {
        LatencyHistogram histogram = new();
        histogram.Add(0);
        histogram.Add(long.MaxValue);

        Assert.Equal(2, histogram.Count);
        Assert.True(histogram.Percentile(1) > TimeSpan.FromDays(1));
    }
}
