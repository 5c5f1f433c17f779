using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Neutral;

public sealed class ToolNamesTests
{
    [Fact]
    public void A_name_that_everybody_takes_is_not_touched() => Assert.Same(ToolNames.Same, ToolNames.For(["get_weather", "a-b"], 64, static _ => false));

    [Fact]
    public void A_name_too_long_or_with_dots_becomes_another_always_the_same_and_comes_back()
    {
        string[] names = ["mcp.server:tool", new string('x', 80), "plain"];
        var (one, other) = (ToolNames.For(names, 64, static _ => false), ToolNames.For(names.Reverse(), 64, static _ => false));
        Assert.All(names, name =>
        {
            Assert.Equal(one.Up(name), other.Up(name));
            Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", one.Up(name));
            Assert.Equal(name, one.Back(one.Up(name)));
        });
        Assert.Equal("plain", one.Up("plain"));
    }

    [Fact]
    public void Names_that_differ_only_in_what_is_replaced_stay_two()
    {
        var names = ToolNames.For(["a.b", "a:b"], 64, static _ => false);
        Assert.NotEqual(names.Up("a.b"), names.Up("a:b"));
    }
}
