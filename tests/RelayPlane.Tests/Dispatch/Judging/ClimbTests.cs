using RelayPlane.Dispatch.Judging;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Upstream;
using Xunit;

namespace RelayPlane.Tests.Dispatch.Judging;

public sealed class ClimbTests
{
    private static readonly Target[] s_targets = [.. new[] { "small", "middle", "large", "other" }.Select(model => new Target(Providers.Named("anthropic"), model))];

    private static readonly Choice[] s_all = [.. s_targets.Select(target => new Choice(target, target.Model, []))];

    [Theory]
    [InlineData("Faulted", "Error")]
    [InlineData("Unreachable", "Error")]
    [InlineData("Broken", "Error")]
    [InlineData("Overloaded", "Overloaded")]
    [InlineData("TimedOut", "Timeout")]
    [InlineData("RateLimited", "None")]
    [InlineData("Rejected", "None")]
    [InlineData("ContextLength", "None")]
    [InlineData("KeyRejected", "None")]
    [InlineData("Cancelled", "None")]
    public void A_failure_is_climbed_for_where_it_is_the_models_or_its_providers(string kind, string trigger) =>
        Assert.Equal(Enum.Parse<EscalateOn>(trigger), Climb.Trigger(Enum.Parse<SignalKind>(kind)));

    [Fact]
    public void A_call_climbs_as_often_as_it_may_whatever_for()
    {
        var climb = Of(EscalateOn.Error | EscalateOn.Empty, most: 2);
        Assert.True(climb.ClimbsFor(EscalateOn.Error));
        Assert.False(climb.ClimbsFor(EscalateOn.Overloaded));
        Assert.False(climb.ClimbsFor(EscalateOn.None));
        climb.Up(answered: false);
        Assert.Equal(EscalateOn.Empty, climb.JudgedBy(stream: true));
        climb.Up(answered: true);
        Assert.False(climb.ClimbsFor(EscalateOn.Error));
        Assert.Equal(EscalateOn.None, climb.JudgedBy(stream: false));
        Assert.False(Of(EscalateOn.Error, most: 0).HasNext);
    }

    [Fact]
    public void A_stream_is_not_judged_where_none_is_to_be_held()
    {
        var climb = new Climb(new Ladder(s_targets[..3], EscalateOn.Judged | EscalateOn.Error, 1, HoldsStreams: false), s_all);
        Assert.Equal(EscalateOn.None, climb.JudgedBy(stream: true));
        Assert.Equal(EscalateOn.Judged, climb.JudgedBy(stream: false));
    }

    [Fact]
    public void Steps_that_failed_stand_behind_the_fallbacks_and_steps_that_answered_nowhere()
    {
        var failed = Of(EscalateOn.Error, most: 2);
        Assert.Equal("small other", Names(failed));
        failed.Up(answered: false);
        Assert.Equal("middle other small", Names(failed));
        failed.Up(answered: false);
        Assert.Equal("large other small middle", Names(failed));

        var answered = Of(EscalateOn.Empty, most: 2);
        answered.Up(answered: true);
        Assert.Equal("middle other", Names(answered));
    }

    [Fact]
    public void Where_a_limit_is_climbed_past_the_steps_that_may_be_taken_stand_before_the_fallbacks()
    {
        var climb = Of(EscalateOn.RateLimit, most: 1);
        Assert.Equal("small middle other", Names(climb));
        Assert.False(climb.Took(s_all[0]));
        Assert.False(climb.Took(s_all[3]));
        Assert.True(climb.Took(s_all[1]));
        Assert.Equal("middle other small", Names(climb));
        Assert.False(climb.HasNext);
        Assert.Equal("small middle large other", Names(Of(EscalateOn.RateLimit, most: 5)));
    }

    [Fact]
    public void A_step_that_was_taken_over_another_counts_as_two()
    {
        var climb = Of(EscalateOn.RateLimit | EscalateOn.Error, most: 2);
        Assert.True(climb.Took(s_all[2]));
        Assert.False(climb.ClimbsFor(EscalateOn.Error));
    }

    [Fact]
    public void A_ladder_whose_steps_cannot_be_tried_is_none()
    {
        var without = new Climb(new Ladder(s_targets[..3], EscalateOn.Error, 2, HoldsStreams: true), [s_all[0], s_all[3]]);
        Assert.False(without.HasNext);
        Assert.Equal("small other", Names(without));

        var fromTheSecond = new Climb(new Ladder(s_targets[..3], EscalateOn.Error, 2, HoldsStreams: true), s_all[1..]);
        Assert.Equal("middle other", Names(fromTheSecond));
        Assert.True(fromTheSecond.HasNext);
    }

    [Fact]
    public void What_was_given_up_is_nowhere_again()
    {
        var climb = Of(EscalateOn.Error, most: 2);
        climb.GiveUp(s_all[0]);
        climb.Up(answered: false);
        Assert.Equal("middle other", Names(climb));
    }

    private static Climb Of(EscalateOn on, int most) => new(new Ladder(s_targets[..3], on, most, HoldsStreams: true), s_all);

    private static string Names(Climb climb) => string.Join(' ', climb.Choices.Select(choice => choice.Target.Model));
}
