using CsCheck;
using RelayPlane.Ledger.Curves;
using Xunit;

namespace RelayPlane.Tests.Ledger.Curves;

public sealed class CurveStepsTests
{
    private static readonly string[] s_zones = ["Etc/UTC", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"];

    [Fact]
    public void Steps_lie_side_by_side_from_the_beginning_to_the_end_and_are_not_many() =>
        Gen.Select(Gen.Long[1_600_000_000_000, 1_800_000_000_000], Gen.Long[1, 80_000_000_000], Gen.Int[0, 3]).Sample((from, length, zone) =>
        {
            CurveSteps steps = CurveSteps.Of(from, from + length, TimeZoneInfo.FindSystemTimeZoneById(s_zones[zone]), 1);

            Assert.Equal(from, steps.Pieces[0].FromMs);
            Assert.Equal(from + length, steps.Pieces[^1].ToMs);
            Assert.All(steps.Pieces.Zip(steps.Pieces.Skip(1)), pair => Assert.Equal(pair.First.ToMs, pair.Second.FromMs));
            Assert.All(steps.Pieces, piece => Assert.True(piece.FromMs < piece.ToMs));
            Assert.InRange(steps.Pieces.Count, 1, 124);
        });

    [Theory]
    [InlineData(1, 10)]
    [InlineData(20, 10)]
    [InlineData(60, 30)]
    [InlineData(120, 60)]
    [InlineData(360, 300)]
    [InlineData(24 * 60, 900)]
    [InlineData(3 * 24 * 60, 3600)]
    [InlineData(7 * 24 * 60, 3 * 3600)]
    [InlineData(30 * 24 * 60, 24 * 3600)]
    [InlineData(365 * 24 * 60, 7 * 24 * 3600)]
    public void The_longer_the_time_the_longer_a_step(int minutes, int seconds)
    {
        long now = Entries.Noon.ToUnixTimeMilliseconds();
        Assert.Equal(seconds, CurveSteps.Of(now - (minutes * 60_000L), now, TimeZoneInfo.Utc, 1).Seconds);
    }

    [Fact]
    public void Where_calls_are_too_many_to_read_one_by_one_no_step_is_finer_than_the_rollups()
    {
        long now = Entries.Noon.ToUnixTimeMilliseconds();
        Assert.Equal(900, CurveSteps.Of(now - 60_000, now, TimeZoneInfo.Utc, 900).Seconds);
    }

    [Fact]
    public void Days_begin_at_midnight_of_their_zone_also_when_its_clocks_change()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateTimeOffset to = new(2026, 10, 31, 12, 0, 0, TimeSpan.Zero);

        CurveSteps steps = CurveSteps.Of(to.AddDays(-20).ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), berlin, 1);

        Assert.All(steps.Starts.Skip(1), start => Assert.Equal(TimeSpan.Zero, TimeZoneInfo.ConvertTime(start, berlin).TimeOfDay));
        Assert.Contains(steps.Pieces, piece => piece.ToMs - piece.FromMs == 25 * 3_600_000);
    }

    [Fact]
    public void Hours_begin_with_the_hours_of_their_zone()
    {
        TimeZoneInfo kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");

        CurveSteps steps = CurveSteps.Of(Entries.Noon.AddDays(-3).ToUnixTimeMilliseconds(), Entries.Noon.ToUnixTimeMilliseconds(), kathmandu, 1);

        Assert.All(steps.Starts.Skip(1), start => Assert.Equal(0, TimeZoneInfo.ConvertTime(start, kathmandu).Minute));
    }
}
