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
    [InlineData("""{ "complexity": { "simple": "rp:cheap" } }""", "routing.complexity.simple", "leads back to itself: rp:cheap → rp:cheap; name a model")]
    [InlineData("""{ "complexity": { "simple": "RP:Fast" } }""", "routing.complexity.simple", "itself")]
    [InlineData("""{ "complexity": { "simple": "cost" } }""", "routing.complexity.simple", "itself")]
    [InlineData("""{ "complexity": { "moderate": "rp:auto" } }""", "routing.complexity.moderate", "itself")]
    [InlineData("""{ "complexity": { "complex": "rp:best" } }""", "routing.complexity.complex", "itself")]
    [InlineData("""{ "cascade": { "models": ["rp:cheap", "gpt-4o"] } }""", "routing.cascade.models[0]", "itself")]
    [InlineData("""{ "cascade": { "models": ["gpt-4o-mini", "rp:best"] } }""", "routing.cascade.models[1]", "itself")]
    public void What_is_wrong_is_said_with_its_place(string routing, string path, string says)
    {
        var problem = Assert.Single(Setup.Load($$"""{ "routing": {{routing}} }""").Problems);
        Assert.Contains(path, problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(says, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "aliases": { "q": "rp:cheap" }, "routing": { "complexity": { "simple": "q" } } }""", "aliases.q", "routing.complexity.simple")]
    [InlineData("""{ "aliases": { "q": "rp:cheap" }, "routing": { "cascade": { "models": ["q:cost", "gpt-4o"] } } }""", "aliases.q", "routing.cascade.models[0]")]
    [InlineData("""{ "routing": { "complexity": { "simple": "rp:auto", "moderate": "rp:cheap" } } }""", "routing.complexity.simple", "routing.complexity.moderate")]
    public void All_of_a_circle_through_tiers_is_told(string config, string one, string other)
    {
        var problems = Setup.Load(config).Problems;
        Assert.Equal(2, problems.Count);
        Assert.StartsWith($"{one} (line 1) leads back to itself: ", problems[0], StringComparison.Ordinal);
        Assert.StartsWith($"{other} (line 1) leads back to itself: ", problems[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "complexity": { "simple": "rp:best", "complex": "claude-opus-4-6" } }""")]
    [InlineData("""{ "complexity": { "simple": "claude-haiku-4-5", "complex": "claude-opus-4-6" }, "cascade": { "models": ["rp:cheap", "rp:best"] } }""")]
    [InlineData("""{ "complexity": { "simple": "claude-opus-4-6:cost" } }""")]
    public void A_tier_may_be_named_by_a_name_of_ours_that_means_another(string routing) => Assert.Empty(Setup.Load($$"""{ "routing": {{routing}} }""").Problems);

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
