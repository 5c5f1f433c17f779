using RelayPlane.Replay;
using Xunit;

namespace RelayPlane.Tests.Replay;

public sealed class CohortsTests
{
    [Fact]
    public void Calls_of_one_conversation_are_not_as_good_as_as_many_conversations()
    {
        var (one, many) = (new Cohorts(), new Cohorts());
        var random = new Random(1);
        for (var i = 0; i < 4_000; i++)
        {
            var amount = (i / 100 % 2 == 0 ? 1 : -1) + random.NextDouble();
            one.Add((ulong)i / 100, amount);
            many.Add((ulong)i, amount);
        }

        var (apart, together) = (many.Interval(new Random(2)), one.Interval(new Random(2)));
        Assert.True(together.Upper - together.Lower > 5 * (apart.Upper - apart.Lower));
    }

    [Fact]
    public void The_interval_holds_the_sum_about_as_often_as_it_says()
    {
        var held = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (random, cohorts) = (new Random(seed), new Cohorts());
            for (var i = 0; i < 60; i++)
            {
                cohorts.Add((ulong)i, random.NextDouble());
            }

            var (lower, upper) = cohorts.Interval(random);
            held += lower <= 30 && 30 <= upper ? 1 : 0;
        }

        Assert.InRange(held, 180, 198);
    }

    [Fact]
    public void Nothing_is_surely_nothing() => Assert.Equal((0, 0), new Cohorts().Interval(new Random(1)));
}
