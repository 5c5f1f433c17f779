using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class FirstTokenTimesTests
{
    private readonly FirstTokenTimes _times = new();

    [Fact]
    public void Until_enough_is_known_two_minutes_are_waited()
    {
        Came(19, 1);
        Assert.Equal(120, _times.Timeout);
        Came(1, 1);
        Assert.Equal(20, _times.Timeout);
    }

    [Fact]
    public void Then_four_times_the_longest_of_the_last_and_at_most_five_minutes()
    {
        Came(20, 2);
        Came(1, 12);
        Assert.Equal(48, _times.Timeout);
        Came(64, 2);
        Assert.Equal(20, _times.Timeout);
        Came(1, 90);
        Assert.Equal(300, _times.Timeout);
    }

    [Fact]
    public void Each_wait_in_vain_makes_the_next_longer_until_a_token_comes()
    {
        Came(20, 2);
        _times.DidNotCome();
        Assert.Equal(30, _times.Timeout);
        _times.DidNotCome();
        Assert.Equal(45, _times.Timeout);
        for (var miss = 0; miss < 20; miss++)
        {
            _times.DidNotCome();
        }

        Assert.Equal(160, _times.Timeout);
        Came(1, 2);
        Assert.Equal(20, _times.Timeout);
    }

    private void Came(int times, double seconds)
    {
        for (var time = 0; time < times; time++)
        {
            _times.Came(seconds);
        }
    }
}
