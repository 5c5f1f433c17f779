using RelayPlane.Dispatch;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class AttemptPolicyTests
{
    [Theory]
    [InlineData("Cancelled", "Stop", "Stop")]
    [InlineData("RateLimited", "AgainInTurn", "AgainInTurn")]
    [InlineData("Accelerating", "AgainInTurn", "AgainInTurn")]
    [InlineData("TooLarge", "AgainInTurn", "AgainInTurn")]
    [InlineData("Exhausted", "AgainInTurn", "AgainInTurn")]
    [InlineData("KeyRejected", "AgainInTurn", "AgainInTurn")]
    [InlineData("Overloaded", "AgainLater", "AgainLater")]
    [InlineData("Faulted", "AgainLater", "AgainLater")]
    [InlineData("Broken", "AgainLater", "AgainLater")]
    [InlineData("Unreachable", "AgainLater", "OtherFirst")]
    [InlineData("TimedOut", "AgainLater", "OtherFirst")]
    [InlineData("ContextLength", "PassOn", "PassOn")]
    [InlineData("ModelNotFound", "PassOn", "PassOn")]
    [InlineData("Rejected", "PassOn", "PassOn")]
    public void A_first_failure_says_what_comes_next(string kind, string alone, string withAnother)
    {
        var failure = First(Enum.Parse<SignalKind>(kind));
        Assert.Equal(alone, AttemptPolicy.After(failure).ToString());
        Assert.Equal(withAnother, AttemptPolicy.After(failure with { HasOther = true }).ToString());
    }

    [Theory]
    [InlineData("Overloaded")]
    [InlineData("Faulted")]
    [InlineData("Broken")]
    public void A_second_failure_of_a_target_sends_the_call_elsewhere_first(string kind)
    {
        var failure = First(Enum.Parse<SignalKind>(kind)) with { AtTarget = 2 };
        Assert.Equal(Next.OtherFirst, AttemptPolicy.After(failure with { HasOther = true }));
        Assert.Equal(Next.AgainLater, AttemptPolicy.After(failure));
    }

    [Theory]
    [InlineData("Faulted", true)]
    [InlineData("Broken", true)]
    [InlineData("TimedOut", true)]
    [InlineData("Overloaded", false)]
    [InlineData("Unreachable", false)]
    public void The_fifth_failure_of_targets_that_serve_others_is_the_calls_own(string kind, bool final)
    {
        var failure = First(Enum.Parse<SignalKind>(kind)) with { AtTarget = 5 };
        Assert.NotEqual(Next.PassOn, AttemptPolicy.After(failure with { Strikes = 4 }));
        Assert.Equal(final, AttemptPolicy.After(failure with { Strikes = 5 }) == Next.PassOn);
    }

    [Fact]
    public void A_clients_own_key_has_no_other_beside_it()
    {
        Assert.Equal(Next.PassOn, AttemptPolicy.After(First(SignalKind.KeyRejected) with { ClientsKey = true, HasOther = true }));
        Assert.Equal(Next.PassOn, AttemptPolicy.After(First(SignalKind.Exhausted) with { ClientsKey = true }));
        Assert.Equal(Next.OnlyOthers, AttemptPolicy.After(First(SignalKind.Exhausted) with { ClientsKey = true, HasOther = true }));
    }

    [Theory]
    [InlineData("ContextLength")]
    [InlineData("ModelNotFound")]
    public void A_mistake_that_the_route_lets_fall_back_goes_on_only_where_there_is_another_target(string kind)
    {
        var failure = First(Enum.Parse<SignalKind>(kind)) with { FallsBack = true };
        Assert.Equal(Next.OnlyOthers, AttemptPolicy.After(failure with { HasOther = true }));
        Assert.Equal(Next.PassOn, AttemptPolicy.After(failure));
    }

    [Fact]
    public void A_triggering_status_goes_elsewhere_at_once_and_does_not_come_back_to_what_is_final_here()
    {
        var failure = First(SignalKind.Faulted) with { Triggers = true, HasOther = true };
        Assert.Equal(Next.OtherFirst, AttemptPolicy.After(failure));
        Assert.Equal(Next.AgainLater, AttemptPolicy.After(failure with { HasOther = false }));
        Assert.Equal(Next.OtherFirst, AttemptPolicy.After(failure with { Signal = new Signal(SignalKind.RateLimited) }));
        Assert.Equal(Next.OnlyOthers, AttemptPolicy.After(failure with { Signal = new Signal(SignalKind.Rejected) }));
        Assert.Equal(Next.OnlyOthers, AttemptPolicy.After(failure with { Signal = new Signal(SignalKind.KeyRejected), ClientsKey = true }));
        Assert.Equal(Next.OtherFirst, AttemptPolicy.After(failure with { Signal = new Signal(SignalKind.KeyRejected) }));
    }

    [Fact]
    public void What_may_not_be_repeated_never_is()
    {
        foreach (var kind in Enum.GetValues<SignalKind>().Except([SignalKind.Answered, SignalKind.Cancelled]))
        {
            Assert.Equal(Next.PassOn, AttemptPolicy.After(First(kind) with { MayRepeat = false, HasOther = true, Triggers = true, FallsBack = true }));
        }
    }

    [Fact]
    public void Without_waiting_no_target_is_asked_twice()
    {
        foreach (var kind in Enum.GetValues<SignalKind>().Except([SignalKind.Answered, SignalKind.Cancelled]))
        {
            var failure = First(kind) with { Waits = false };
            Assert.Equal(Next.PassOn, AttemptPolicy.After(failure));
            Assert.Contains(AttemptPolicy.After(failure with { HasOther = true }), new[] { Next.PassOn, Next.OnlyOthers });
        }
    }

    private static Failure First(SignalKind kind) =>
        new(new Signal(kind), AtTarget: 1, Strikes: 0, HasOther: false, ClientsKey: false, FallsBack: false, Triggers: false, MayRepeat: true);
}
