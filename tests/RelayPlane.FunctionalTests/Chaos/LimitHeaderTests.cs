using System.Globalization;
using RelayPlane.Catalog;
using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Faults 17, 18 and 19: refusals and limit headers that tell nothing, or lies, and a wall clock that jumps.</summary>
public sealed class LimitHeaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("retry-after: 0\r\n")]
    [InlineData("retry-after: -5\r\n")]
    [InlineData("retry-after: 0.2\r\n")]
    [InlineData("retry-after: NaN\r\n")]
    [InlineData("retry-after: Infinity\r\n")]
    [InlineData("retry-after: soon\r\n")]
    [InlineData("retry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n")]
    [InlineData("retry-after: 99999999999999999999\r\n")]
    [InlineData("retry-after-ms: 150\r\nretry-after: 1\r\n")]
    [InlineData("retry-after: 1\r\nretry-after: 2\r\n")]
    public async Task A_429_with_any_wait_or_none_is_waited_out_and_the_client_never_sees_it(string headers)
    {
        await using var provider = Doing(Limited(headers), Well);
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: new QuickClock(4));
        var told = await lab.AskAsync(Cancel);

        Assert.Equal((200, Answer), (told.Status, told.Text));
        Assert.Equal("rate_limited,answered", await Aftermath.OfAsync(lab, 1));
        Assert.True(Aftermath.AllClosed(lab));
    }

    [Theory]
    [InlineData("retry-after: 864000\r\n")]
    [InlineData("retry-after: Fri, 06 Nov 2099 08:49:37 GMT\r\n")]
    public async Task A_429_for_days_goes_to_the_next_target_or_is_a_529_by_the_deadline(string headers)
    {
        await using var first = Doing(Limited(headers));
        await using var second = Doing(Well);
        await using var lab = await Lab.StartAsync($$"""
            { "providers": { "anthropic": { "baseUrl": "{{first.Address}}" }, "second": { "baseUrl": "{{second.Address}}", "apis": ["anthropic"], "keyless": true } },
              "routes": { "all": { "match": { "model": "claude-y" }, "fallback": ["second/claude-y"], "spillAfterSeconds": 0.2 } } }
            """);
        var alone = await lab.AskAsync(Cancel, patience: 1000);
        var saved = await lab.AskAsync(Cancel, model: "claude-y");

        Assert.Equal((529, "false"), (alone.Status, alone.ShouldRetry));
        Assert.InRange(alone.RetryAfter!.Value, 1, 59);
        Assert.Equal((200, Answer), (saved.Status, saved.Text));
        Assert.EndsWith("answered", await Aftermath.OfAsync(lab, 2), StringComparison.Ordinal);
        Assert.Single(first.Requests, request => request.Text.Contains("claude-x", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-1", "-1")]
    [InlineData("0", "0")]
    [InlineData("NaN", "many")]
    [InlineData("1000", "-1")]
    [InlineData("1000", "999999999999")]
    [InlineData("99999999999999999999", "1")]
    public async Task A_limit_that_lies_costs_no_call(string limit, string remaining)
    {
        await using var provider = Doing(Status(200, Answer, Limits(limit, remaining)));
        await using var lab = await Lab.InFrontOfAsync(provider);
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(200, (await lab.AskAsync(Cancel)).Status);
        }

        Assert.Equal("answered|answered|answered|answered|answered", await Aftermath.OfAsync(lab, 5));
    }

    [Fact]
    public async Task A_limit_that_jumps_tenfold_either_way_is_learned_within_one_reply()
    {
        await using var provider = Doing(
            Status(200, Answer, Limits("1000", "900")), Status(200, Answer, Limits("10000", "9900")), Status(200, Answer, Limits("1000", "990")));
        await using var lab = await Lab.InFrontOfAsync(provider);
        foreach (var expected in (double[])[1000, 10_000, 1000])
        {
            Assert.Equal(200, (await lab.AskAsync(Cancel)).Status);
            Assert.Equal(expected, Learned(lab));
        }

        Assert.Equal("answered|answered|answered", await Aftermath.OfAsync(lab, 3));
    }

    [Fact]
    public async Task Another_user_of_the_same_key_who_empties_it_makes_calls_wait_and_none_fail()
    {
        // 600 a minute are ten a second; somebody else has used all but none of them.
        await using var provider = Doing(Status(200, Answer, Limits("600", "0")), Limited("retry-after: 1\r\n" + Limits("600", "0")), Status(200, Answer, Limits("600", "300")));
        await using var lab = await Lab.InFrontOfAsync(provider);
        for (var call = 0; call < 4; call++)
        {
            Assert.Equal(200, (await lab.AskAsync(Cancel)).Status);
        }

        Assert.Equal("answered|rate_limited,answered|answered|answered", await Aftermath.OfAsync(lab, 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_wall_clock_that_jumps_an_hour_changes_no_wait(int hours)
    {
        var clock = new QuickClock(1);
        await using var provider = Doing(
            (request, stream, cancel) =>
            {
                // While the call is under way, and while it waits.
                clock.Jump(TimeSpan.FromHours(hours));
                var reset = TimeProvider.System.GetUtcNow().AddSeconds(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
                var date = TimeProvider.System.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
                return Limited($"date: {date}\r\nanthropic-ratelimit-requests-limit: 50\r\nanthropic-ratelimit-requests-remaining: 0\r\nanthropic-ratelimit-requests-reset: {reset}\r\nretry-after: {TimeProvider.System.GetUtcNow().AddSeconds(1).ToString("r", CultureInfo.InvariantCulture)}\r\n")(request, stream, cancel);
            },
            Well);
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), clock: clock);
        var started = TimeProvider.System.GetTimestamp();
        var asking = lab.AskAsync(Cancel);
        await Aftermath.UntilQueuedAsync(lab, 1, Cancel);
        clock.Jump(TimeSpan.FromHours(-hours));
        var told = await asking;

        Assert.Equal(200, told.Status);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(8));
        Assert.Equal("rate_limited,answered", await Aftermath.OfAsync(lab, 1));
    }

    private static double Learned(Lab lab) => lab.Pacer.Look((table, _) => table.Lanes.Single().Mirror.Limit(LimitKind.Requests));

    private static string Limits(string limit, string remaining) =>
        $"anthropic-ratelimit-requests-limit: {limit}\r\nanthropic-ratelimit-requests-remaining: {remaining}\r\n";
}
