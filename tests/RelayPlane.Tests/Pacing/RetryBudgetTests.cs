using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class RetryBudgetTests
{
    private readonly RetryBudget _budget = new();

    [Fact]
    public void At_first_twenty_may_be_sent_again_then_two_a_second()
    {
        Assert.Equal(20, Take(now: 0));
        Assert.Equal(0, Take(now: 0.4));
        Assert.Equal(2, Take(now: 1));
        Assert.Equal(20, Take(now: 11));
    }

    [Fact]
    public void Five_calls_that_were_sent_earn_one_that_is_sent_again()
    {
        Take(now: 0);
        for (var call = 0; call < 25; call++)
        {
            _budget.Sent();
        }

        Assert.InRange(Take(now: 0), 4, 5);
    }

    [Fact]
    public void It_saves_up_no_more_than_its_bound() => Assert.Equal(200, Take(now: 1e6));

    [Fact]
    public void A_clock_that_stands_still_earns_nothing()
    {
        Take(now: 5);
        Assert.False(_budget.TryTake(now: 5));
        Assert.False(_budget.TryTake(now: 4));
    }

    private int Take(double now)
    {
        var taken = 0;
        while (_budget.TryTake(now))
        {
            taken++;
        }

        return taken;
    }
}
