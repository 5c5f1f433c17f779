using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class BreakerTests
{
    private readonly Breaker _breaker = new(BreakerRule.Default, new Random(1));

    [Fact]
    public void Half_failures_of_twenty_open_it_and_fewer_do_not()
    {
        Sample(succeeded: 11, failed: 9);
        Assert.Equal(BreakerState.Closed, _breaker.State);
        _breaker.Failed(100, unreached: false, now: 1);
        Assert.Equal(BreakerState.Closed, _breaker.State);
        _breaker.Failed(101, unreached: false, now: 1);
        Assert.Equal(BreakerState.Open, _breaker.State);
        Assert.InRange(_breaker.Wait(1), 0.8, 1.2);
    }

    [Fact]
    public void Nineteen_attempts_are_too_few_for_a_verdict()
    {
        Sample(succeeded: 0, failed: 19);
        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    [Fact]
    public void A_call_that_fails_by_itself_says_nothing_of_the_target()
    {
        for (var number = 0; number < 50; number++)
        {
            _breaker.Failed((ulong)(number % 2), unreached: false, now: 1);
        }

        Assert.Equal(BreakerState.Closed, _breaker.State);
        _breaker.Failed(2, unreached: false, now: 1);
        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void What_is_older_than_the_window_is_forgotten()
    {
        Sample(succeeded: 0, failed: 19);
        _breaker.Failed(50, unreached: false, now: 40);
        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    [Fact]
    public void Two_closed_doors_in_a_row_open_it_and_an_answer_between_them_does_not()
    {
        _breaker.Failed(1, unreached: true, now: 0);
        _breaker.Succeeded(1, now: 0);
        _breaker.Failed(1, unreached: true, now: 0);
        Assert.Equal(BreakerState.Closed, _breaker.State);
        _breaker.Failed(1, unreached: false, now: 0);
        _breaker.Failed(1, unreached: true, now: 0);
        Assert.Equal(BreakerState.Closed, _breaker.State);
        _breaker.Failed(1, unreached: true, now: 0);
        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void After_the_cooldown_one_probe_at_a_time_is_let_through_and_two_answers_close_it()
    {
        _breaker.Open(until: 5);
        Assert.Equal(2, _breaker.Wait(3));
        Assert.Equal(0, _breaker.Wait(5));
        Assert.True(_breaker.Sent());
        Assert.Equal(double.PositiveInfinity, _breaker.Wait(5));
        Assert.False(_breaker.Succeeded(1, now: 6));
        Assert.Equal((BreakerState.HalfOpen, 0), (_breaker.State, _breaker.Wait(6)));
        Assert.True(_breaker.Sent());
        Assert.True(_breaker.Succeeded(1, now: 7));
        Assert.Equal(BreakerState.Closed, _breaker.State);
        Assert.False(_breaker.Sent());
    }

    [Fact]
    public void A_probe_that_told_nothing_makes_room_for_another()
    {
        _breaker.Open(until: 5);
        Assert.Equal(0, _breaker.Wait(5));
        Assert.True(_breaker.Sent());
        _breaker.ProbeDropped();
        Assert.Equal((BreakerState.HalfOpen, 0), (_breaker.State, _breaker.Wait(5)));
    }

    [Fact]
    public void Each_failed_probe_doubles_the_cooldown_up_to_fifteen_seconds_and_a_fifth_more_or_less()
    {
        var now = 0.0;
        foreach (var usual in new[] { 1, 2, 4, 8, 15, 15, 15 })
        {
            _breaker.Failed(1, unreached: true, now);
            _breaker.Failed(2, unreached: true, now);
            Assert.Equal(BreakerState.Open, _breaker.State);
            Assert.InRange(_breaker.Wait(now), 0.8 * usual, 1.2 * usual);
            now = _breaker.OpenUntil;
            Assert.Equal(0, _breaker.Wait(now));
            Assert.True(_breaker.Sent());
        }
    }

    [Fact]
    public void Cooldowns_of_many_targets_do_not_end_together()
    {
        var ends = Enumerable.Range(0, 20).Select(seed =>
        {
            var one = new Breaker(BreakerRule.Default, new Random(seed));
            one.Failed(1, unreached: true, 0);
            one.Failed(1, unreached: true, 0);
            return one.OpenUntil;
        }).ToArray();
        Assert.True(ends.Max() - ends.Min() > 0.2);
    }

    [Fact]
    public void A_configured_cooldown_counts_failures_alone_and_lasts_as_long_as_it_says()
    {
        var breaker = new Breaker(BreakerRule.Cooldown(allowedFails: 3, windowSeconds: 60, cooldownSeconds: 30), new Random(1));
        for (var number = 0; number < 40; number++)
        {
            breaker.Succeeded(1, now: 0);
        }

        breaker.Failed(1, unreached: false, now: 0);
        breaker.Failed(1, unreached: false, now: 0);
        Assert.Equal(BreakerState.Closed, breaker.State);
        breaker.Failed(1, unreached: false, now: 0);
        Assert.InRange(breaker.Wait(0), 24, 36);
    }

    [Fact]
    public void It_can_be_closed_by_hand()
    {
        Sample(succeeded: 0, failed: 20);
        Assert.Equal(BreakerState.Open, _breaker.State);
        _breaker.Reset();
        Assert.Equal((BreakerState.Closed, 0), (_breaker.State, _breaker.Wait(1)));
        _breaker.Failed(1, unreached: true, now: 1);
        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    private void Sample(int succeeded, int failed)
    {
        for (var number = 0; number < succeeded; number++)
        {
            _breaker.Succeeded((ulong)number, now: 1);
        }

        for (var number = 0; number < failed; number++)
        {
            _breaker.Failed((ulong)number, unreached: false, now: 1);
        }
    }
}
