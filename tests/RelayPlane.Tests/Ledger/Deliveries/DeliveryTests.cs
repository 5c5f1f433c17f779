using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Deliveries;
using Xunit;

namespace RelayPlane.Tests.Ledger.Deliveries;

public sealed class DeliveryTests
{
    [Fact]
    public void A_call_that_was_answered_after_refusals_counts_each_of_them_by_what_it_was()
    {
        DeliveryTally tally = Count(Entries.Call(
            "a", Refused(1, Verdict.RateLimited), Refused(2, Verdict.Overloaded), Refused(3, Verdict.RateLimited), Refused(4, Verdict.Faulted),
            Refused(5, Verdict.TimedOut), Refused(6, Verdict.Rejected), Entries.Attempt(number: 7)));

        Assert.Equal(
            (1, 2, 1, 1, 1),
            (tally[DeliverySum.AbsorbedCalls], tally[DeliverySum.RateLimited], tally[DeliverySum.Overloaded], tally[DeliverySum.Faulted], tally[DeliverySum.TimedOut]));
    }

    [Fact]
    public void A_call_whose_kept_answer_was_given_after_a_better_one_failed_counts_under_the_kept_one()
    {
        CallEntry call = Entries.Call("a", Entries.Attempt(number: 1) with { Escalated = "truncated" }, Refused(2, Verdict.Overloaded) with { Model = "claude-opus-4-5" })
            with { Plan = "anthropic/claude-haiku-4-5" };
        DeliveryTally tally = Count(call);

        Assert.Equal("claude-haiku-4-5", DeliveryKey.Of(call, call.Given).Model);
        Assert.Equal((0, 1, 1), (tally[DeliverySum.Fallbacks], tally[DeliverySum.Overloaded], tally[DeliverySum.AbsorbedCalls]));
    }

    [Fact]
    public void A_call_that_was_not_answered_counts_under_its_last_attempt()
    {
        CallEntry call = Entries.Call("a", Entries.Attempt(number: 1), Refused(2, Verdict.Overloaded)) with { Outcome = Outcome.Cancelled };

        Assert.Equal(2, call.Given?.Number);
    }

    [Fact]
    public void A_refusal_that_the_client_was_told_of_is_not_absorbed()
    {
        DeliveryTally tally = Count(Entries.Call("a", Refused(1, Verdict.Overloaded), Refused(2, Verdict.RateLimited)) with { Outcome = Outcome.Refused, Status = 429 });

        Assert.Equal((0, 0, 0, 1, 1), (tally[DeliverySum.AbsorbedCalls], tally[DeliverySum.Overloaded], tally[DeliverySum.RateLimited], tally[DeliverySum.Seen], tally[DeliverySum.Errors]));
    }

    [Theory]
    [InlineData(429, false, 1)]
    [InlineData(529, false, 1)]
    [InlineData(503, true, 1)]
    [InlineData(200, true, 1)]
    [InlineData(503, false, 0)]
    [InlineData(500, false, 0)]
    public void Its_client_saw_a_limit_where_the_status_or_the_gateway_says_so(int status, bool limited, int seen) =>
        Assert.Equal(seen, Count(Entries.Call("a") with { Status = status, Outcome = Outcome.Failed, Limited = limited })[DeliverySum.Seen]);

    [Theory]
    [InlineData("anthropic/claude-haiku-4-5", 0)]
    [InlineData("anthropic/claude-haiku-4-5, openai/gpt-5", 0)]
    [InlineData("openai/gpt-5, anthropic/claude-haiku-4-5", 1)]
    [InlineData("anthropic/claude-haiku-4-5-fast, anthropic/claude-haiku-4-5", 1)]
    [InlineData(null, 0)]
    public void A_call_fell_back_where_another_target_than_the_first_answered(string? plan, int fallbacks) =>
        Assert.Equal(fallbacks, Count(Entries.Call("a", Entries.Attempt()) with { Plan = plan })[DeliverySum.Fallbacks]);

    [Fact]
    public void It_waited_where_it_stood_in_a_queue_for_more_than_a_millisecond()
    {
        DeliveryTally tally = Count(
            Entries.Call("a") with { Queue = TimeSpan.FromMilliseconds(1) }, Entries.Call("b") with { Queue = TimeSpan.FromMilliseconds(1500) });

        Assert.Equal((1, 1_500_000, 2), (tally[DeliverySum.WaitedCalls], tally[DeliverySum.WaitedUs], tally[DeliverySpread.Queue].Count));
    }

    [Fact]
    public void The_speed_of_a_stream_is_its_output_from_the_first_byte_on()
    {
        AttemptEntry attempt = Entries.Attempt() with { FirstByte = TimeSpan.FromMilliseconds(200), Total = TimeSpan.FromMilliseconds(700) };

        LatencyHistogram speed = Count(Entries.Call("a", attempt) with { Stream = true })[DeliverySpread.Speed];

        Assert.Equal(100_000, speed.Value(0.5)!.Value, tolerance: 5_000);
    }

    [Fact]
    public void A_reply_that_is_whole_at_once_has_no_speed()
    {
        AttemptEntry attempt = Entries.Attempt() with { FirstByte = TimeSpan.FromMilliseconds(200), Total = TimeSpan.FromMilliseconds(201) };

        Assert.Equal(0, Count(Entries.Call("a", attempt))[DeliverySpread.Speed].Count);
        Assert.Equal(0, Count(Entries.Call("a", attempt with { FirstByte = attempt.Total }) with { Stream = true })[DeliverySpread.Speed].Count);
    }

    [Fact]
    public void A_refusal_is_no_first_token()
    {
        CallEntry answered = Entries.Call("a") with { FirstByte = TimeSpan.FromMilliseconds(300) };
        DeliveryTally tally = Count(answered, answered with { Status = 400, Outcome = Outcome.Refused });

        Assert.Equal((1, 2), (tally[DeliverySpread.FirstToken].Count, tally[DeliverySpread.Total].Count));
    }

    private static AttemptEntry Refused(int number, Verdict verdict) =>
        Entries.Attempt(number: number) with { Verdict = verdict, HasContent = false, Usage = null, Quote = null };

    private static DeliveryTally Count(params CallEntry[] calls)
    {
        DeliveryTally tally = new();
        foreach (CallEntry call in calls)
        {
            Delivery.Count(call, tally);
        }

        return tally;
    }
}
