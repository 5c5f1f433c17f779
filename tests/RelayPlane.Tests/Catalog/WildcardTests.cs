using RelayPlane.Catalog;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("abc", "ABC", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("a*", "abc", true)]
    [InlineData("*c", "abc", true)]
    [InlineData("*b", "abc", false)]
    [InlineData("a*c", "ac", true)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("**", "x", true)]
    [InlineData("*-4-*", "claude-opus-4-6", true)]
    [InlineData("gpt.4", "gptx4", false)]
    public void A_star_stands_for_anything_and_all_else_for_itself(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.Matches(pattern, text));
}
