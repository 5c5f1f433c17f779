using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Upstream;
using Xunit;

namespace RelayPlane.Tests.Routing.Deciding;

public sealed class LadderFromTests
{
    private static readonly Target[] s_steps = [new(Providers.Named("anthropic"), "small"), new(Providers.Named("anthropic"), "large")];

    [Theory]
    [InlineData("""{ "enabled": true }""", "Uncertainty", 1, true)]
    [InlineData("""{ "escalateOn": "rate_limit", "maxEscalations": 2 }""", "RateLimit", 2, true)]
    [InlineData("""{ "escalateOn": ["error", "overloaded", "timeout", "refusal"] }""", "Error, Overloaded, Timeout, Refusal", 1, true)]
    [InlineData("""{ "escalateOn": ["truncated", "bad_tool_call", "invalid_json", "empty", "uncertainty"], "streams": "skip" }""", "Judged", 1, false)]
    [InlineData("""{ "escalateOn": "empty", "streams": "hold" }""", "Empty", 1, true)]
    [InlineData("""{ "escalateOn": "empty", "streams": false }""", "Empty", 1, false)]
    public void A_ladder_is_what_the_config_says(string cascade, string on, int most, bool holds)
    {
        var all = on == "Judged" ? EscalateOn.Judged & ~EscalateOn.Refusal : Enum.Parse<EscalateOn>(on);
        var ladder = LadderFrom.From(Setup.Config($$"""{ "routing": { "cascade": {{cascade}} } }""").Routing!.Cascade, s_steps);
        Assert.Equal((all, most, holds), (ladder!.On, ladder.Most, ladder.HoldsStreams));
        Assert.Equal(s_steps, ladder.Steps);
    }

    [Theory]
    [InlineData("""{ "enabled": false, "escalateOn": "error" }""")]
    [InlineData("""{ "escalateOn": [] }""")]
    [InlineData("""{ "escalateOn": "error", "maxEscalations": 0 }""")]
    public void Nothing_to_climb_for_is_no_ladder(string cascade) =>
        Assert.Null(LadderFrom.From(Setup.Config($$"""{ "routing": { "cascade": {{cascade}} } }""").Routing!.Cascade, s_steps));

    [Fact]
    public void One_step_is_no_ladder_and_no_config_neither()
    {
        Assert.Null(LadderFrom.From(null, s_steps));
        Assert.Null(LadderFrom.From(Setup.Config("""{ "routing": { "cascade": { "enabled": true } } }""").Routing!.Cascade, s_steps[..1]));
    }
}
