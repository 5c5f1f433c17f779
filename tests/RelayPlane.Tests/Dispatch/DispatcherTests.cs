using CsCheck;
using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

/// <summary>Whatever upstreams do, a call ends once, in time, after a bounded number of attempts, and holds nothing afterwards.</summary>
public sealed class DispatcherTests
{
    /// <summary>Attempts that a lane may see at once before pauses, waits and breakers bind; after these, one a second is the most.</summary>
    private const int AtOnce = 8;

    /// <summary>An attempt that is under way at the deadline is still waited for: the longest patience for a first byte.</summary>
    private const double LastAttempt = 301;

    private static readonly Gen<Step> s_step = Gen.Enum<Step>();

    private static readonly Gen<Script> s_script = Gen.Select(
        s_step.Array[0, 10], Gen.Bool, Gen.Double[0, 5], Gen.Double[-200, 60],
        (steps, answers, at, leaves) => new Script(steps, answers, at, leaves < 0 ? null : leaves));

    [Fact]
    public void Any_script_ends_once_and_holds_nothing_afterwards() =>
        Gen.Select(s_script.Array[1, 4], Gen.Int[1, 2], Gen.Int[1, 2], Gen.Double[1, 120], Gen.Bool, Gen.Int[0, 1000]).Sample(
            (scripts, targets, keys, patience, waits, seed) =>
        {
            using var play = new DispatchPlay(scripts, targets, keys, new Terms { MaxWait = TimeSpan.FromSeconds(patience), Waits = waits, FallbackOn = FallbackOn.ContextLength }, seed);
            play.Run(5000);
            for (var call = 0; call < scripts.Length; call++)
            {
                var met = play.Met[call];
                var ending = Assert.Single(play.Endings[call]);
                Assert.Equal(met.Count, play.Trails[call].Attempts.Count);
                Assert.InRange(met.Count, 0, (targets + keys - 1) * (AtOnce + patience));
                Assert.InRange(play.Durations[call], 0, patience + LastAttempt);

                // Nothing is sent after an answer, and an answer is never thrown away, but where its client has left.
                Assert.DoesNotContain(Step.Answer, met.SkipLast(1));
                Assert.True(scripts[call].Leaves is not null || met is [.., Step.Answer] == (ending.Value is { IsFinal: false }));
            }

            Assert.Equal((0, 0, 0), play.Held);
        }, iter: 1000);

    [Fact]
    public void Targets_that_are_all_overloaded_are_not_hammered()
    {
        using var play = new DispatchPlay([new Script([Step.Overload], Answers: false, 0, null)], targets: 2, keys: 1, new Terms { MaxWait = TimeSpan.FromSeconds(100) }, seed: 1);
        play.Run(1000);
        Assert.InRange(play.Met[0].Count, 10, 50);
        Assert.InRange(play.Durations[0], 99, 101);
    }

    [Fact]
    public void A_target_whose_only_alternative_is_exhausted_is_not_hammered()
    {
        Script[] scripts = [new Script([Step.Quota], Answers: true, 0, null), new Script([Step.Overload], Answers: false, 2, null)];
        using var play = new DispatchPlay(scripts, targets: 2, keys: 1, new Terms { MaxWait = TimeSpan.FromSeconds(100) }, seed: 1);
        play.Run(1000);
        Assert.Equal([Step.Quota, Step.Answer], play.Met[0]);
        Assert.InRange(play.Met[1].Count, 10, 50);
    }

    [Theory]
    [InlineData("Limited")]
    [InlineData("Fault")]
    [InlineData("Overload")]
    [InlineData("Refuse")]
    [InlineData("Reset")]
    [InlineData("Unauthorized")]
    [InlineData("Quota")]
    public void Where_waiting_is_off_each_target_has_one_attempt(string step)
    {
        var terms = new Terms { MaxWait = TimeSpan.FromSeconds(100), Waits = false };
        using var play = new DispatchPlay([new Script([Enum.Parse<Step>(step)], Answers: false, 0, null)], targets: 2, keys: 1, terms, seed: 1);
        play.Run(1000);
        Assert.Equal(2, play.Met[0].Count);
        Assert.InRange(play.Durations[0], 0, 1);
    }

    [Fact]
    public void A_mistake_that_the_config_goes_on_from_is_made_once_at_each_target()
    {
        var terms = new Terms { MaxWait = TimeSpan.FromSeconds(100), TriggerStatuses = new HashSet<int> { 400 } };
        using var play = new DispatchPlay([new Script([Step.Nonsense], Answers: false, 0, null)], targets: 2, keys: 1, terms, seed: 1);
        play.Run(1000);
        Assert.Equal(2, play.Met[0].Count);
        Assert.True(play.Endings[0].Single().Value is { IsFinal: true, Attempt.Status: 400 });
    }
}
