using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class RoutingChecksTests
{
    [Theory]
    [InlineData("""{ "cascade": { "escalateOn": "refusl" } }""", "routing.cascade.escalateOn", "refusal")]
    [InlineData("""{ "cascade": { "escalateOn": ["error", "rate-limit"] } }""", "routing.cascade.escalateOn[1]", "rate_limit")]
    [InlineData("""{ "cascade": { "models": ["nobody/x"] } }""", "routing.cascade.models[0]", "provider")]
    [InlineData("""{ "cascade": { "streams": "wait" } }""", "routing.cascade.streams", "hold")]
    [InlineData("""{ "cascade": { "skipBelow": 2 } }""", "routing.cascade.skipBelow", "1")]
    [InlineData("""{ "complexity": { "simple": "nobody/x" } }""", "routing.complexity.simple", "provider")]
    [InlineData("""{ "complexity": { "classifier": "train" } }""", "routing.complexity.classifier", "trained")]
    [InlineData("""{ "classifier": "regex" }""", "routing.classifier", "rules")]
    [InlineData("""{ "lambda": -1 }""", "routing.lambda", "0")]
    [InlineData("""{ "floor": 1.5 }""", "routing.floor", "1")]
    [InlineData("""{ "complexity": { "floor": "complex", "ceiling": "simple" } }""", "routing.complexity.floor", "ceiling")]
    public void What_is_wrong_is_said_with_its_place(string routing, string path, string says)
    {
        var problem = Assert.Single(Setup.Load($$"""{ "routing": {{routing}} }""").Problems);
        Assert.Contains(path, problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(says, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RelayPlanes_own_section_is_sound_and_all_of_it_has_effect()
    {
        var load = Setup.Load("""
            { "routing": { "mode": "complexity",
                "complexity": { "simple": "claude-haiku-3-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" },
                "cascade": { "enabled": true, "escalateOn": "rate_limit", "maxEscalations": 2 } } }
            """);
        Assert.Empty(load.Problems);
        Assert.Empty(load.Notices);
    }
}
