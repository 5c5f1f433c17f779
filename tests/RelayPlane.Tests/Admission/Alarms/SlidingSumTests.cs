using CsCheck;
using RelayPlane.Admission.Alarms;
using Xunit;
using static RelayPlane.Tests.Admission.Alarms.Alarms;

namespace RelayPlane.Tests.Admission.Alarms;

public sealed class SlidingSumTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    [Fact]
    public void It_counts_what_came_within_the_window_to_a_thirtieth() =>
        Gen.Select(Gen.Int[0, 900], Gen.Long[1, 100]).Array[1, 60].Sample(moments =>
        {
            var sum = new SlidingSum(Window);
            var seconds = moments.OrderBy(moment => moment.Item1).ToArray();
            long last = 0;
            foreach (var (second, amount) in seconds)
            {
                last = sum.Add(Noon.AddSeconds(second), amount);
            }

            // The oldest step of ten seconds may be counted whole or not at all.
            var now = seconds[^1].Item1;
            var surely = seconds.Where(moment => moment.Item1 > now - 290).Sum(moment => moment.Item2);
            var atMost = seconds.Where(moment => moment.Item1 > now - 310).Sum(moment => moment.Item2);
            return surely <= last && last <= atMost;
        });

    [Fact]
    public void Windows_before_are_remembered_and_empty_ones_are_not()
    {
        var sum = new SlidingSum(Window);
        sum.Add(Noon, 3);
        sum.Add(Noon.AddMinutes(6), 7);
        sum.Add(Noon.AddMinutes(60), 1);
        Assert.Equal((7, 2), sum.Before());
    }

    [Fact]
    public void A_window_that_overlaps_the_one_that_ends_now_is_not_yet_before_it()
    {
        var sum = new SlidingSum(Window);
        sum.Add(Noon, 1);
        sum.Add(Noon.AddMinutes(8), 30);
        Assert.Equal(90, sum.Add(Noon.AddMinutes(11), 60));
        Assert.Equal((1, 1), sum.Before());
    }

    [Fact]
    public void A_moment_that_comes_late_counts_as_the_last_one()
    {
        var sum = new SlidingSum(Window);
        sum.Add(Noon.AddMinutes(10), 2);
        Assert.Equal(5, sum.Add(Noon, 3));
    }

    [Fact]
    public void It_remembers_an_hour_of_activity_and_no_more()
    {
        var sum = new SlidingSum(Window);
        sum.Add(Noon, 1000);
        for (var minutes = 5; minutes <= 80; minutes += 5)
        {
            sum.Add(Noon.AddMinutes(minutes), 1);
        }

        Assert.Equal(1, sum.Before().Largest);
    }
}
