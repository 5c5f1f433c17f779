using RelayPlane.Routing;
using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class NearNamesTests
{
    [Fact]
    public void The_nearest_come_first_and_never_more_than_three() =>
        Assert.Equal(["groq", "gro", "grok"], NearNames.Of("groq", ["gro", "grok", "groq", "grail", "anthropic"]));

    [Fact]
    public void Letter_case_is_no_distance() =>
        Assert.Equal(["OpenAI"], NearNames.Of("openai", ["OpenAI", "somewhere-else"]));

    [Fact]
    public void Equally_near_names_stand_in_the_order_of_the_alphabet() =>
        Assert.Equal(["aa", "ab", "ac"], NearNames.Of("ax", ["ac", "ad", "ab", "aa"]));

    [Theory]
    [InlineData("anthropic", "google")]
    [InlineData("", "anthropic")]
    [InlineData("abcdefgh", "")]
    public void What_is_far_off_is_not_offered(string name, string known) => Assert.Empty(NearNames.Of(name, [known]));
}
