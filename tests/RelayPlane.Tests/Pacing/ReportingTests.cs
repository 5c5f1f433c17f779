using RelayPlane.Catalog;
using RelayPlane.Pacing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class ReportingTests
{
    [Fact]
    public async Task An_open_lane_shows_its_limits_levels_and_calls()
    {
        using var lab = new PacerLab();
        await lab.LearnAsync(600, 60_000);
        var lane = lab.Lane;
        Assert.Equal(("anthropic", "main", "claude-sonnet", LaneStates.Open, null, null, 1L), (lane.Provider, lane.Key, lane.Class, lane.State, lane.Until, lane.Reason, lane.Calls));
        Assert.Equal([(LimitKind.Requests, 600.0), (LimitKind.InputTokens, 60_000.0)], lane.Limits.Select(limit => (limit.Kind, limit.PerMinute)));
        Assert.All(lane.Limits, limit => Assert.InRange(limit.Level, 1, limit.Capacity));
    }

    [Fact]
    public async Task What_is_under_way_is_unsettled_until_it_ends()
    {
        using var lab = new PacerLab();
        var sent = await lab.SendAsync();
        Assert.Equal((1, 1), (lab.Pacer.Report().Unsettled, lab.Lane.InFlight));
        sent.Dispose();
        sent.Dispose();
        Assert.Equal((0, 0), (lab.Pacer.Report().Unsettled, lab.Lane.InFlight));
    }

    [Fact]
    public async Task A_dead_key_says_why_and_when_it_is_tried_again()
    {
        using var lab = new PacerLab();
        await lab.FailAsync(new Signal(SignalKind.KeyRejected, Message: "invalid x-api-key"));
        Assert.Equal((LaneStates.Dead, "invalid x-api-key"), (lab.Lane.State, lab.Lane.Reason));
        Assert.True(lab.Lane.Until > lab.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_exhausted_key_tells_when_the_provider_said_it_comes_back()
    {
        using var lab = new PacerLab();
        var until = lab.Clock.GetUtcNow().AddHours(6);
        await lab.FailAsync(new Signal(SignalKind.Exhausted, Until: until, Message: "spend limit"));
        Assert.Equal((LaneStates.Exhausted, "spend limit"), (lab.Lane.State, lab.Lane.Reason));
        Assert.InRange(lab.Lane.Until!.Value, until.AddSeconds(-1), until.AddSeconds(1));
    }

    [Fact]
    public async Task A_target_that_cannot_be_reached_is_cooling_and_then_probing()
    {
        using var lab = new PacerLab();
        await lab.FailAsync(new Signal(SignalKind.Unreachable, Message: "connection refused"));
        await lab.FailAsync(new Signal(SignalKind.Unreachable, Message: "connection refused"));
        Assert.Equal((LaneStates.Cooling, "connection refused"), (lab.Lane.State, lab.Lane.Reason));
        Assert.InRange(lab.Lane.Until!.Value - lab.Clock.GetUtcNow(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));
        lab.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(LaneStates.Probing, lab.Lane.State);
    }

    [Fact]
    public async Task A_refusal_that_names_no_limit_pauses_the_lane_and_is_counted_for_an_hour()
    {
        using var lab = new PacerLab();
        await lab.FailAsync(new Signal(SignalKind.RateLimited, TimeSpan.FromSeconds(20), WaitSource.RetryAfter, Message: "slow down"));
        Assert.Equal((LaneStates.Paused, "slow down", 1), (lab.Lane.State, lab.Lane.Reason, lab.Lane.RateLimited));
        Assert.InRange(lab.Lane.Until!.Value - lab.Clock.GetUtcNow(), TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(21));
        lab.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal((LaneStates.Open, 0), (lab.Lane.State, lab.Lane.RateLimited));
    }

    [Fact]
    public async Task A_queue_tells_what_waits_for_what_how_long_and_how_much_more_is_asked_than_allowed()
    {
        using var lab = new PacerLab();
        await lab.LearnAsync(60_000, 6000);
        var waiting = Enumerable.Range(0, 9).Select(_ => lab.Pacer.WaitAsync(lab.Call(2000), CancellationToken.None).AsTask()).ToArray();
        var queue = lab.Queue;
        Assert.InRange(queue.Waiting, 5, 8);
        Assert.Equal(("inputTokens", queue.Waiting * 2000.0), (queue.WaitsFor, queue.Tokens));
        Assert.InRange(queue.Demand!.Value, 2.9, 3.1);
        Assert.InRange(queue.ExpectedWaitSeconds!.Value, queue.Tokens / 100, (queue.Tokens / 100) + 40);
        Assert.Equal(0, queue.Waited.Calls);
        for (var second = 0; second < 300; second++)
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var turn in await Task.WhenAll(waiting))
        {
            turn.Reservation!.Dispose();
        }

        queue = lab.Queue;
        Assert.Equal((0, null, 0.0), (queue.Waiting, queue.WaitsFor, queue.Demand!.Value));
        Assert.InRange(queue.Waited.Calls, 5, 8);
        Assert.InRange(queue.Waited.LongestSeconds, queue.Waited.MeanSeconds, 200);
    }

    [Fact]
    public async Task A_key_that_the_config_no_longer_has_is_not_shown()
    {
        using var lab = new PacerLab();
        await lab.FailAsync(new Signal(SignalKind.KeyRejected));
        lab.Pacer.Configure([]);
        Assert.Empty(lab.Pacer.Report().Lanes);
        lab.Pacer.Configure([(PacerLab.Provider, PacerLab.Main)]);
        Assert.Equal(LaneStates.Dead, lab.Lane.State);
    }

    [Fact]
    public async Task Clients_own_keys_are_shown_by_no_more_than_the_word_client_and_not_all_of_them()
    {
        using var lab = new PacerLab();
        for (var client = 0; client < 60; client++)
        {
            (await lab.SendAsync(key: Credential.OfClient($"secret-{client}"))).Dispose();
        }

        var lanes = lab.Pacer.Report().Lanes;
        Assert.Equal(50, lanes.Count);
        Assert.All(lanes, lane => Assert.Equal("client", lane.Key));
    }
}
