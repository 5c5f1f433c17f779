using RelayPlane.Gateway;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class QueryKeyTests
{
    [Theory]
    [InlineData("", null, "")]
    [InlineData("?alt=sse", null, "?alt=sse")]
    [InlineData("?key=abc", "abc", "")]
    [InlineData("?key=abc&alt=sse", "abc", "?alt=sse")]
    [InlineData("?alt=sse&key=abc", "abc", "?alt=sse")]
    [InlineData("?a=1&key=abc&b=%20x&b=2", "abc", "?a=1&b=%20x&b=2")]
    [InlineData("?key=a%2Bb", "a+b", "")]
    [InlineData("?key=", "", "")]
    [InlineData("?key=first&key=second", "first", "")]
    [InlineData("?%6bey=abc&b=1", "abc", "?b=1")]
    [InlineData("?b=%20&&c=%3D", null, "?b=%20&&c=%3D")]
    [InlineData("?monkey=1", null, "?monkey=1")]
    [InlineData("?api_key=1&x", null, "?api_key=1&x")]
    public void The_key_leaves_the_query_and_nothing_else_changes(string query, string? key, string kept) =>
        Assert.Equal((key, kept), QueryKey.TakeFrom(query));
}
