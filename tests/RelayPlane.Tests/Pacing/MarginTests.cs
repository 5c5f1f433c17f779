using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class MarginTests
{
    private readonly Margin _margin = new();

    [Fact]
    public void Each_refusal_costs_two_percent_and_a_salvo_counts_once()
    {
        Assert.Equal(0.98, _margin.Factor, 9);
        _margin.Refused(10);
        _margin.Refused(10.5);
        _margin.Refused(12);
        Assert.Equal(0.96, _margin.Factor, 9);
        _margin.Refused(12.1);
        Assert.Equal(0.94, _margin.Factor, 9);
    }

    [Fact]
    public void It_never_falls_below_nine_tenths()
    {
        for (var now = 0; now < 100; now += 3)
        {
            _margin.Refused(now);
        }

        Assert.Equal(0.90, _margin.Factor, 9);
    }

    [Fact]
    public void Quiet_gives_it_back_step_by_step_up_to_the_whole_limit()
    {
        _margin.Refused(10);
        Assert.False(_margin.Recover(40));
        Assert.True(_margin.Recover(41));
        Assert.Equal(0.965, _margin.Factor, 9);
        Assert.False(_margin.Recover(60));
        for (var now = 100; now < 5000; now += 31)
        {
            _margin.Recover(now);
        }

        Assert.Equal(1, _margin.Factor, 9);
        Assert.False(_margin.Recover(6000));
    }

    [Fact]
    public void Traffic_that_grew_too_fast_is_cut_and_ramps_up_by_a_tenth_every_ten_seconds()
    {
        _margin.SlowDown(10);
        _margin.SlowDown(11);
        Assert.Equal(0.98 * 0.6, _margin.Factor, 9);
        Assert.False(_margin.Recover(20));
        Assert.True(_margin.Recover(20.5));
        Assert.Equal(0.98 * 0.7, _margin.Factor, 9);
    }
}
