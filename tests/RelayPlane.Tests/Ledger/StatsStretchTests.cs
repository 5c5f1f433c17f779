using CsCheck;
using RelayPlane.Ledger;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class StatsStretchTests
{
    [Fact]
    public void A_stretch_and_its_edges_cover_each_moment_once() =>
        Gen.Select(Gen.Long[0, 40_000_000], Gen.Long[1, 40_000_000], Gen.Int[0, 1].Select(number => number == 0 ? 900 : 3600)).Sample((from, length, unit) =>
        {
            StatsStretch stretch = StatsStretch.Cut(from, from + length, unit, long.MinValue, long.MaxValue);

            long whole = Math.Max(0, stretch.ToSeconds - stretch.FromSeconds) * 1000;
            Assert.Equal(length, whole + stretch.Edges.Sum(edge => edge.ToMs - edge.FromMs));
            Assert.All(stretch.Edges, edge => Assert.InRange(edge.ToMs - edge.FromMs, 1, unit * 1000L));
        });

    [Fact]
    public void Where_calls_are_deleted_stretches_side_by_side_count_each_period_once() =>
        Gen.Select(Gen.Long[0, 40_000_000], Gen.Long[1, 40_000_000], Gen.Long[1, 40_000_000]).Sample((from, first, second) =>
        {
            StatsStretch[] parts = [StatsStretch.Cut(from, from + first, 3600, long.MaxValue, long.MaxValue), StatsStretch.Cut(from + first, from + first + second, 3600, long.MaxValue, long.MaxValue)];

            StatsStretch whole = StatsStretch.Cut(from, from + first + second, 3600, long.MaxValue, long.MaxValue);
            Assert.Equal(whole.ToSeconds - whole.FromSeconds, parts.Sum(part => part.ToSeconds - part.FromSeconds));
            Assert.All(parts, part => Assert.Empty(part.Edges));
        });

    [Fact]
    public void Where_no_call_came_after_its_end_the_last_period_counts_whole_and_only_once() =>
        Gen.Select(Gen.Long[0, 40_000_000], Gen.Long[1, 40_000_000], Gen.Long[1, 40_000_000], Gen.Long[0, 80_000_000]).Sample((from, first, second, last) =>
        {
            long middle = from + first;
            StatsStretch[] parts = [StatsStretch.Cut(from, middle, 900, long.MinValue, last), StatsStretch.Cut(middle, middle + second, 900, long.MinValue, last)];

            var covered = parts.SelectMany(part => part.Edges.Append((FromMs: part.FromSeconds * 1000, ToMs: part.ToSeconds * 1000))).Where(part => part.FromMs < part.ToMs).OrderBy(part => part.FromMs).ToArray();

            // Up to the last call each moment is covered once; beyond it there is nothing to count.
            long end = Math.Min(middle + second, last + 1);
            Assert.Equal(Math.Max(0, end - from), covered.Sum(part => Math.Max(0, Math.Min(part.ToMs, end) - part.FromMs)));
            Assert.All(parts.Zip([middle, middle + second]).Where(part => part.Second > last), part => Assert.InRange(part.First.Edges.Count, 0, 1));
        });

    [Fact]
    public void Periods_of_all_levels_cover_a_stretch_once_and_few_are_needed() =>
        Gen.Select(Gen.Long[0, 20_000], Gen.Long[0, 20_000]).Sample((from, length) =>
        {
            PeriodSpan[] spans = [.. PeriodSpan.Cover(RollupLevel.All, from * 3600, (from + length) * 3600)];

            var parts = spans.Select(span => (From: span.From * span.Level.Seconds, To: span.To * span.Level.Seconds)).OrderBy(part => part.From).ToArray();
            Assert.Equal(length * 3600, parts.Sum(part => part.To - part.From));
            Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.InRange(spans.Where(span => span.Level.Code < 3).Sum(span => span.To - span.From), 0, 2 * (23 + 5 + 5));
        });
}
