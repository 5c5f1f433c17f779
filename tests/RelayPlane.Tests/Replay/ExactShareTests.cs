using RelayPlane.Replay.Calibrating;
using Xunit;

namespace RelayPlane.Tests.Replay;

public sealed class ExactShareTests
{
    [Theory]
    [InlineData(0, 7, 0, .4096)]
    [InlineData(2, 2, .1581, 1)]
    [InlineData(5, 10, .1871, .8129)]
    [InlineData(95, 100, .8872, .9836)]
    [InlineData(100, 100, .9638, 1)]
    [InlineData(39_000, 40_000, .9734, .9765)]
    public void It_is_Clopper_and_Pearsons_interval(int hits, int count, double lower, double upper) =>
        Assert.Equal((lower, upper), (Math.Round(ExactShare.Lower(hits, count), 4), Math.Round(ExactShare.Upper(hits, count), 4)));
}
