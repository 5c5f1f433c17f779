using CsCheck;
using RelayPlane.Gateway;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("claude-sonnet-4-5", "claude-sonnet-4-5")]
    [InlineData("a b/c:d~", "a b/c:d~")]
    [InlineData("modèle", "mod%C3%A8le")]
    [InlineData("a\r\nset-cookie: x", "a%0D%0Aset-cookie%3A%20x")]
    public void Only_what_a_header_cannot_hold_is_escaped(string value, string header) => Assert.Equal(header, HeaderText.Of(value));

    [Fact]
    public void No_name_breaks_a_header_line() =>
        Gen.String.Sample(name => HeaderText.Of(name).All(character => character is >= ' ' and <= '~'));
}
