using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class IdleRoutingTests
{
    [Theory]
    [InlineData("""{ "routing": { "complexity": { "simple": "claude-haiku-4-5" } } }""", "routing.complexity has no effect: set routing.mode to \"complexity\"")]
    [InlineData("""{ "routing": { "cascade": { "models": ["gpt-4o-mini", "gpt-4o"] } } }""", "routing.cascade has no effect")]
    public void A_section_that_nothing_turns_on_is_told_of(string config, string says) =>
        Assert.StartsWith(says, Assert.Single(Setup.Load(config).Notices), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "routing": { "mode": "standard", "complexity": { "simple": "claude-haiku-4-5" } } }""")]
    [InlineData("""{ "routing": { "complexity": { "enabled": true, "simple": "claude-haiku-4-5" } } }""")]
    [InlineData("""{ "routing": { "complexity": { "enabled": false, "simple": "claude-haiku-4-5" } } }""")]
    [InlineData("""{ "routing": { "complexity": { "simple": "claude-haiku-4-5" } }, "routes": { "r": { "match": {}, "routing": { "mode": "observe" } } } }""")]
    public void What_is_turned_on_or_off_by_a_word_is_not(string config) => Assert.Empty(Setup.Load(config).Notices);
}
