using Microsoft.Extensions.Time.Testing;
using RelayPlane.Relay;
using Xunit;

namespace RelayPlane.Tests.Relay;

public sealed class StallWatchTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_provider_that_says_nothing_stalls()
    {
        using var watch = new StallWatch(TimeSpan.FromSeconds(120), null, _clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(60));
        watch.Waits();
        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(watch.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(watch.Token.IsCancellationRequested && watch.Fired);
    }

    [Fact]
    public void A_slow_client_is_not_the_providers_silence()
    {
        using var watch = new StallWatch(TimeSpan.FromSeconds(120), null, _clock, CancellationToken.None);
        watch.Waits();
        watch.Came("data: a"u8);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(watch.Fired);
    }

    [Fact]
    public void Pings_alone_do_for_a_while_only()
    {
        using var watch = new StallWatch(TimeSpan.FromSeconds(120), null, _clock, CancellationToken.None);
        for (var seconds = 0; seconds < 290; seconds += 10)
        {
            watch.Waits();
            _clock.Advance(TimeSpan.FromSeconds(10));
            watch.Came("event: ping\ndata: {}\n\n"u8);
        }

        Assert.False(watch.Fired);
        watch.Waits();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(watch.Fired);
    }

    [Fact]
    public void A_reply_that_never_stops_ends_when_its_time_is_up()
    {
        using var watch = new StallWatch(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(60), _clock, CancellationToken.None);
        for (var seconds = 0; seconds < 60; seconds++)
        {
            Assert.False(watch.Fired);
            watch.Waits();
            _clock.Advance(TimeSpan.FromSeconds(1));
            watch.Came("data: a"u8);
        }

        Assert.True(watch.Fired);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_wait_and_is_no_stall()
    {
        using var left = new CancellationTokenSource();
        using var watch = new StallWatch(TimeSpan.FromSeconds(120), null, _clock, left.Token);
        await left.CancelAsync();
        Assert.True(watch.Token.IsCancellationRequested);
        Assert.False(watch.Fired);
    }
}
