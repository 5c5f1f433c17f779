using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class BreakerRuleTests
{
    [Fact]
    public void A_new_rule_holds_for_a_breaker_that_is_there_already_and_what_it_saw_counts()
    {
        var breaker = new Breaker(BreakerRule.Default, new Random(1));
        breaker.Failed(1, unreached: false, now: 0);
        breaker.Failed(1, unreached: false, now: 1);
        Assert.Equal(BreakerState.Closed, breaker.State);
        breaker.Rule = BreakerRule.Cooldown(allowedFails: 3, windowSeconds: 60, cooldownSeconds: 120);
        breaker.Failed(1, unreached: false, now: 2);
        Assert.Equal(BreakerState.Open, breaker.State);
        Assert.InRange(breaker.OpenUntil, 2 + (0.8 * 120), 2 + (1.2 * 120));
    }
}
