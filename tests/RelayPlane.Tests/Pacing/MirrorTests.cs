using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class MirrorTests
{
    private const double Factor = 0.98;

    /// <summary>A figure that is told exactly is still taken for rounded to a token.</summary>
    private const double HalfToken = 0.5001;
    private static readonly RateProfile s_plain = new("plain");
    private static readonly RateProfile s_cached = new("cached", CachedInputCounts: false, Output: OutputCounting.Live);
    private static readonly RateProfile s_reserving = new("reserving", Output: OutputCounting.Reserved, OutputWeight: 2, AssumedMaxOutput: 500);

    [Fact]
    public void Before_anything_is_known_nothing_waits()
    {
        var mirror = new Mirror(s_plain);
        Assert.False(mirror.Known);
        Assert.Equal(0, mirror.Wait(Of(1e9), now: 0, out _));
    }

    [Fact]
    public void A_call_waits_until_what_it_needs_has_flowed_in()
    {
        var mirror = Known(input: 60_000);
        mirror.Reserve(Of(50_000), now: 0);
        var level = mirror.BucketOf(LimitKind.InputTokens)!.Sync(0);
        Assert.Equal((60_000 * Factor) - 50_000, level, 6);
        Assert.Equal(((20_000 * 1.03) - level) / (1000 * Factor), mirror.Wait(Of(20_000), now: 0, out var limit), 6);
        Assert.Equal(LimitKind.InputTokens, limit);
        Assert.Equal(0, mirror.Wait(Of(5000), now: 0, out _));
    }

    [Fact]
    public void The_longest_of_its_waits_counts_and_is_named()
    {
        var mirror = Known(input: 600_000, requests: 6);
        for (var call = 0; call < 6; call++)
        {
            mirror.Reserve(Of(10), now: 0);
        }

        Assert.InRange(mirror.Wait(Of(10), now: 0, out var limit), 10, 11.5);
        Assert.Equal(LimitKind.Requests, limit);
    }

    [Fact]
    public void A_call_larger_than_the_whole_limit_goes_when_the_bucket_is_nearly_full()
    {
        var mirror = Known(input: 60_000);
        Assert.Equal(0, mirror.Wait(Of(200_000), now: 0, out _));
        mirror.Reserve(Of(60_000), now: 0);
        Assert.InRange(mirror.Wait(Of(200_000), now: 0, out _), 50, 61);
    }

    [Fact]
    public void What_was_really_used_replaces_the_estimate_and_an_attempt_settles_once()
    {
        var mirror = Known(input: 60_000);
        var reserved = mirror.Reserve(Of(10_000), now: 0);
        Assert.Equal(1, mirror.Unsettled);
        mirror.InputUsed(reserved, new TokenUsage(8000, 0, 0, 0, 0, 0), now: 0);
        mirror.InputUsed(reserved, new TokenUsage(1, 0, 0, 0, 0, 0), now: 0);
        Assert.Equal((60_000 * Factor) - 8000, Level(mirror, LimitKind.InputTokens), 6);
        mirror.Settle(reserved, new TokenUsage(8000, 0, 0, 0, 100, 0), now: 0);
        mirror.Settle(reserved, null, now: 0);
        mirror.Refund(reserved, now: 0);
        Assert.Equal(0, mirror.Unsettled);
        Assert.Equal((60_000 * Factor) - 8000, Level(mirror, LimitKind.InputTokens), 6);
    }

    [Fact]
    public void A_refused_attempt_gives_its_tokens_back_but_not_its_request()
    {
        var mirror = Known(input: 60_000, requests: 60);
        var reserved = mirror.Reserve(Of(10_000), now: 0);
        mirror.Refund(reserved, now: 0);
        mirror.Refund(reserved, now: 0);
        Assert.Equal(60_000 * Factor, Level(mirror, LimitKind.InputTokens), 6);
        Assert.Equal((60 * Factor) - 1, Level(mirror, LimitKind.Requests), 6);
        Assert.Equal(0, mirror.Unsettled);
    }

    [Fact]
    public void Without_usage_an_attempt_stands_as_it_was_reserved()
    {
        var mirror = Known(input: 60_000);
        mirror.Settle(mirror.Reserve(Of(10_000), now: 0), null, now: 0);
        Assert.Equal((60_000 * Factor) - 10_000, Level(mirror, LimitKind.InputTokens), 6);
    }

    [Fact]
    public void Where_the_output_limit_is_reserved_it_is_taken_weighted_and_the_rest_given_back_at_the_end()
    {
        var mirror = new Mirror(s_reserving);
        mirror.Learn(LimitKind.InputTokens, 60_000, now: 0);
        var reserved = mirror.Reserve(Of(1000), now: 0);
        Assert.Equal(1000 + (500 * 2), reserved.Input, 6);
        mirror.Settle(mirror.Reserve(Of(1000) with { MaxOutput = 4000 }, now: 0), new TokenUsage(1000, 0, 0, 0, 50, 0), now: 0);
        Assert.Equal((60_000 * Factor) - 2000 - 1100, Level(mirror, LimitKind.InputTokens), 0);
    }

    [Fact]
    public void Live_output_is_reserved_as_usual_and_put_right_at_the_end()
    {
        var mirror = new Mirror(s_cached);
        mirror.Learn(LimitKind.OutputTokens, 6000, now: 0);
        var reserved = mirror.Reserve(Of(100), now: 0);
        Assert.Equal((6000 * Factor) - 180, Level(mirror, LimitKind.OutputTokens), 6);
        mirror.Settle(reserved, new TokenUsage(100, 0, 0, 0, 400, 0), now: 0);
        Assert.Equal((6000 * Factor) - 400, Level(mirror, LimitKind.OutputTokens), 6);
    }

    [Fact]
    public void Headers_of_an_older_attempt_do_not_overwrite_what_a_newer_one_told()
    {
        var mirror = Known(input: 60_000);
        var first = mirror.Reserve(Of(1000), now: 0);
        var second = mirror.Reserve(Of(1000), now: 0);
        mirror.Observe(Input(60_000, 20_000), second, now: 0.03);
        Assert.Equal(20_000, Level(mirror, LimitKind.InputTokens, 0.03), HalfToken);
        mirror.Observe(Input(60_000, 50_000), first, now: 0.04);
        Assert.InRange(Level(mirror, LimitKind.InputTokens, 0.04), 19_999, 20_100);
    }

    [Fact]
    public void What_was_sent_after_the_attempt_that_reports_is_not_in_its_figure()
    {
        var mirror = Known(input: 60_000, requests: 60);
        var first = mirror.Reserve(Of(1000), now: 0);
        mirror.Reserve(Of(5000), now: 0);
        mirror.Reserve(Of(2000), now: 0);
        mirror.Observe(new LimitReport(new LimitLevel(60, 30), new LimitLevel(60_000, 40_000), null), first, now: 0.03);
        Assert.Equal(33_000, Level(mirror, LimitKind.InputTokens, 0.03), HalfToken);
        Assert.Equal(28, Level(mirror, LimitKind.Requests, 0.03), 6);
    }

    [Fact]
    public void A_slow_replys_figure_is_as_old_as_the_attempt()
    {
        var mirror = Known(input: 60_000);
        var reserved = mirror.Reserve(Of(1000), now: 0);
        mirror.Observe(Input(60_000, 10_000), reserved, now: 10.03);
        Assert.Equal(10_000 + (10 * 1000 * Factor), Level(mirror, LimitKind.InputTokens, 10.03), HalfToken);
    }

    [Fact]
    public void A_rounded_figure_is_taken_for_the_least_that_it_may_stand_for()
    {
        var mirror = Known(input: 600_000);
        mirror.Observe(Input(600_000, 100_000, rounding: 1000), mirror.Reserve(Of(10), now: 0), now: 0.03);
        Assert.Equal(99_500, Level(mirror, LimitKind.InputTokens, 0.03), 6);
        var small = Known(input: 30_000);
        small.Observe(Input(30_000, 10_000, rounding: 1000), small.Reserve(Of(10), now: 0), now: 0.03);
        Assert.Equal(10_000, Level(small, LimitKind.InputTokens, 0.03), 6);
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(6_000)]
    public void A_limit_that_jumps_is_followed_at_once(double limit)
    {
        var mirror = Known(input: 60_000);
        mirror.Reserve(Of(1000), now: 0);
        mirror.Observe(Input(limit, limit / 2), mirror.Reserve(Of(1000), now: 1), now: 1.03);
        var bucket = mirror.BucketOf(LimitKind.InputTokens)!;
        Assert.Equal(limit, mirror.Limit(LimitKind.InputTokens));
        Assert.Equal((limit * Factor, limit * Factor / 60), (bucket.Capacity, bucket.Rate));
        Assert.Equal(limit / 2, bucket.Sync(1.03), HalfToken);
    }

    [Fact]
    public void A_limit_learned_late_counts_what_was_sent_in_the_last_minute()
    {
        var mirror = new Mirror(s_plain);
        mirror.Reserve(Of(30_000), now: 0);
        mirror.Reserve(Of(10_000), now: 50);
        mirror.Learn(LimitKind.InputTokens, 60_000, now: 65);
        Assert.Equal((60_000 * Factor) - 10_000, Level(mirror, LimitKind.InputTokens, 65), 6);
    }

    [Fact]
    public void A_refusal_leaves_as_much_as_lets_the_same_call_go_after_the_wait_that_was_told()
    {
        var mirror = Known(input: 60_000);
        var reserved = mirror.Reserve(Of(20_000), now: 10);
        Assert.Equal(0, mirror.Refused(reserved, LimitKind.InputTokens, wait: 7, requestsLeft: null, now: 10.1));
        Assert.Equal(7, mirror.Wait(Of(20_000), now: 10.1, out _), 6);
        Assert.Equal(60_000 * 0.96 / 60, mirror.BucketOf(LimitKind.InputTokens)!.Rate, 6);
    }

    [Fact]
    public void A_refusal_of_an_unnamed_limit_pauses_the_key() =>
        Assert.Equal(4, Refuse(Known(input: 60_000), limit: null, wait: 4));

    [Fact]
    public void Refused_with_requests_left_it_is_the_burst_that_was_too_much_and_a_salvo_narrows_it_once()
    {
        var mirror = Known(requests: 600);
        var before = mirror.BucketOf(LimitKind.Requests)!.Capacity;
        mirror.Refused(mirror.Reserve(Of(1), now: 10), LimitKind.Requests, wait: 1, requestsLeft: 400, now: 10);
        mirror.Refused(mirror.Reserve(Of(1), now: 10), LimitKind.Requests, wait: 1, requestsLeft: 400, now: 10.1);
        var bucket = mirror.BucketOf(LimitKind.Requests)!;
        Assert.Equal(before / 2, bucket.Capacity, 6);
        Assert.Equal(600 * Factor / 60, bucket.Rate, 6);
        for (var now = 20; now < 100; now += 4)
        {
            mirror.Refused(mirror.Reserve(Of(1), now), LimitKind.Requests, wait: 1, requestsLeft: 400, now);
        }

        Assert.Equal(600 * Factor / 60, bucket.Capacity, 6);
    }

    [Fact]
    public void What_never_fits_is_not_tried_again_until_the_limit_changes()
    {
        var mirror = Known(input: 60_000);
        mirror.TooLarge(mirror.Reserve(Of(50_000), now: 0), now: 0);
        Assert.Equal(double.PositiveInfinity, mirror.Wait(Of(50_000), now: 0, out _));
        Assert.Equal(0, mirror.Wait(Of(49_000), now: 0, out _));
        mirror.Learn(LimitKind.InputTokens, 600_000, now: 0);
        Assert.True(double.IsFinite(mirror.Wait(Of(50_000), now: 0, out _)));
    }

    [Theory]
    [InlineData(1.3)]
    [InlineData(0.8)]
    public void Estimates_that_are_always_off_are_calibrated(double off)
    {
        var mirror = Known(input: 60_000);
        for (var call = 0; call < 400; call++)
        {
            mirror.Settle(mirror.Reserve(Of(1000), call), new TokenUsage((long)(1000 * off), 0, 0, 0, 0, 0), call);
        }

        Assert.Equal(1000 * off, mirror.Reserve(Of(1000), 400).Input, 1000 * 0.01);
    }

    [Fact]
    public void One_absurd_figure_hardly_moves_the_calibration()
    {
        var mirror = Known(input: 60_000);
        mirror.Settle(mirror.Reserve(Of(1000), 0), new TokenUsage(1_000_000, 0, 0, 0, 0, 0), 0);
        Assert.InRange(mirror.Reserve(Of(1000), 1).Input, 1000, 1030);
    }

    [Fact]
    public void What_a_reply_said_was_cached_is_not_reserved_again()
    {
        var mirror = new Mirror(s_cached);
        mirror.Learn(LimitKind.InputTokens, 60_000, now: 0);
        var demand = new Demand(5120, null, PromptBlocks.OfEnds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 1);
        Assert.Equal(5120, mirror.Estimate(demand, now: 0));
        mirror.Settle(mirror.Reserve(demand, now: 0), new TokenUsage(0, 0, 5120, 0, 10, 0), now: 1);
        Assert.Equal(64, mirror.Estimate(demand, now: 2));
        Assert.Equal(5120, mirror.Estimate(demand, now: 400));
    }

    [Fact]
    public void Refused_without_any_headers_it_guesses_and_headers_end_the_guessing()
    {
        var mirror = new Mirror(s_plain);
        for (var call = 0; call < 20; call++)
        {
            mirror.Reserve(Of(1000), now: call);
        }

        Assert.Equal(3, mirror.Refused(mirror.Reserve(Of(1000), now: 20), null, wait: 3, requestsLeft: null, now: 20));
        Assert.True(mirror.Blind && mirror.Known);
        Assert.Equal(21_000, mirror.Limit(LimitKind.InputTokens));
        mirror.Grow(now: 31, backlog: false);
        Assert.Equal(21_000, mirror.Limit(LimitKind.InputTokens));
        mirror.Grow(now: 31, backlog: true);
        Assert.Equal(21_000 * 1.03, mirror.Limit(LimitKind.InputTokens), 6);
        mirror.Observe(Input(60_000, 60_000), mirror.Reserve(Of(1), now: 40), now: 41);
        Assert.Equal((false, 60_000), (mirror.Blind, mirror.Limit(LimitKind.InputTokens)));
    }

    [Fact]
    public void A_first_refusal_that_says_nothing_only_makes_it_pause()
    {
        var mirror = new Mirror(s_plain);
        Assert.Equal(2, Refuse(mirror, limit: null, wait: null));
        Assert.False(mirror.Known);
    }

    private static double Refuse(Mirror mirror, LimitKind? limit, double? wait) => mirror.Refused(mirror.Reserve(Of(100), now: 0), limit, wait, null, now: 0);

    private static Demand Of(double tokens) => new(tokens, null, PromptBlocks.None, 0);

    private static LimitReport Input(double limit, double left, double rounding = 1) => new(null, new LimitLevel(limit, left, rounding), null);

    private static double Level(Mirror mirror, LimitKind kind, double now = 0) => mirror.BucketOf(kind)!.Sync(now);

    private static Mirror Known(double? input = null, double? requests = null)
    {
        var mirror = new Mirror(s_plain);
        mirror.Learn(LimitKind.InputTokens, input, now: 0);
        mirror.Learn(LimitKind.Requests, requests, now: 0);
        return mirror;
    }
}
