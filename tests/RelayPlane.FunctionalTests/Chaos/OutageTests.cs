using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 30, 34 and 36: providers that fail for a while or by halves, and clients whose calls should hurt none but themselves.</summary>
public sealed class OutageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_brown_out_that_refuses_every_second_call_is_seen_by_no_client()
    {
        var count = 0;
        await using var provider = new RawProvider((request, stream, cancel) => (Interlocked.Increment(ref count) % 2 == 0 ? Well : Overloaded())(request, stream, cancel));
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: new QuickClock(40));
        var told = await Task.WhenAll(Enumerable.Range(0, 30).Select(call => AskAsync(lab, call)));

        Assert.All(told, one => Assert.Equal((200, Answer), (one.Status, one.Text)));
        Assert.All((await Aftermath.OfAsync(lab, 30)).Split('|'), call => Assert.EndsWith("answered", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_that_comes_and_goes_every_five_seconds_is_seen_by_no_client_and_is_left_in_peace_while_it_is_gone()
    {
        var clock = new QuickClock(20);
        var started = 0L;

        // It goes when it is called for the first time, however long the gateway took to begin.
        bool Gone()
        {
            Interlocked.CompareExchange(ref started, clock.GetTimestamp(), 0);
            return (int)(clock.GetElapsedTime(started).TotalSeconds / 5) % 2 == 0;
        }

        var whileGone = 0;
        await using var provider = new RawProvider((request, stream, cancel) =>
        {
            if (!Gone())
            {
                return Well(request, stream, cancel);
            }

            Interlocked.Increment(ref whileGone);
            return Reset()(request, stream, cancel);
        });
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: clock);
        var told = await Task.WhenAll(Enumerable.Range(0, 60).Select(call => AskAsync(lab, call)));

        Assert.All(told, one => Assert.Equal((200, Answer), (one.Status, one.Text)));
        Assert.All((await Aftermath.OfAsync(lab, 60)).Split('|'), call => Assert.EndsWith("answered", call, StringComparison.Ordinal));
        Assert.InRange(whileGone, 1, 240);
    }

    [Fact]
    public async Task An_outage_opens_the_breaker_few_calls_find_out_and_all_are_answered_when_it_is_over()
    {
        var over = false;
        await using var provider = new RawProvider((request, stream, cancel) => (Volatile.Read(ref over) ? Well : Status(500, "{}"))(request, stream, cancel));
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: new QuickClock(20));
        var asking = Task.WhenAll(Enumerable.Range(0, 40).Select(call => AskAsync(lab, call)));
        await Aftermath.UntilAsync(lab, table => table.Lanes.Any(lane => lane.Breaker.State != Pacing.BreakerState.Closed), Cancel);
        Volatile.Write(ref over, true);

        Assert.All(await asking, one => Assert.Equal((200, Answer), (one.Status, one.Text)));
        await Aftermath.OfAsync(lab, 40);
        Assert.True(Aftermath.AllClosed(lab));
    }

    [Fact]
    public async Task A_poisonous_call_is_tried_five_times_and_troubles_nobody_else()
    {
        await using var provider = new RawProvider((request, stream, cancel) => (request.Text.Contains("poison", StringComparison.Ordinal) ? Status(500, "{}") : Well)(request, stream, cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var poison = Enumerable.Range(0, 4).Select(_ => lab.AskAsync(Cancel, body: """{"model":"claude-x","messages":"poison"}"""));
        var told = await Task.WhenAll(poison.Concat(Enumerable.Range(0, 40).Select(call => AskAsync(lab, call))));

        Assert.All(told[..4], one => Assert.Equal((500, "{}", "false"), (one.Status, one.Text, one.ShouldRetry)));
        Assert.All(told[4..], one => Assert.Equal(200, one.Status));
        Assert.Equal(20, provider.Requests.Count(request => request.Text.Contains("poison", StringComparison.Ordinal)));
        await Aftermath.OfAsync(lab, 44);
        Assert.True(Aftermath.AllClosed(lab));
    }

    [Fact]
    public async Task An_agent_that_asks_the_same_ten_times_at_once_does_not_starve_another()
    {
        // Ten calls a second, and one to begin with: the storm fills a second and more.
        var served = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var provider = new RawProvider((request, stream, cancel) =>
        {
            served.Enqueue(request.Text);
            return Status(200, Answer, "anthropic-ratelimit-requests-limit: 300\r\nanthropic-ratelimit-requests-remaining: 0\r\n")(request, stream, cancel);
        });
        await using var lab = await Lab.InFrontOfAsync(provider);
        await AskAsync(lab, 0);
        var storm = Enumerable.Range(0, 10).Select(_ => lab.AskAsync(Cancel, agent: "storm", body: """{"model":"claude-x","s":"storm"}""")).ToArray();
        await Aftermath.UntilAsync(lab, table => table.Pools.Sum(pool => pool.Queue.Count) >= 9, Cancel);
        var light = await lab.AskAsync(Cancel, agent: "light", body: """{"model":"claude-x","s":"light"}""");
        var all = await Task.WhenAll(storm);

        Assert.Equal(200, light.Status);
        Assert.All(all, one => Assert.Equal(200, one.Status));
        Assert.InRange(served.ToList().FindIndex(text => text.Contains("light", StringComparison.Ordinal)), 1, 4);
        await Aftermath.OfAsync(lab, 12);
    }

    /// <summary>Each with a body of its own: a breaker wants to see several.</summary>
    private static Task<Told> AskAsync(Lab lab, int call) => lab.AskAsync(Cancel, patience: 600_000, body: $$"""{"model":"claude-x","n":{{call}}}""");
}
