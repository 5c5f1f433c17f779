using System.Text;
using RelayPlane.Ledger.Content;
using Xunit;

namespace RelayPlane.Tests.Ledger.Content;

public sealed class ContentTextTests
{
    private static readonly KeptHeader[] Audio = [new("content-type", "audio/mpeg")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_cut_within_a_character_leaves_that_character_out(int missing)
    {
        var bytes = Encoding.UTF8.GetBytes("so 🙂");
        Assert.Equal("so ", ContentText.Of(new KeptBody(bytes.AsMemory()[..^missing], true), Audio));
    }

    [Theory]
    [InlineData("so 🙂")]
    [InlineData("plain")]
    [InlineData("ü")]
    public void A_cut_between_characters_loses_nothing(string text) =>
        Assert.Equal(text, ContentText.Of(new KeptBody(Encoding.UTF8.GetBytes(text), true), Audio));

    [Fact]
    public void What_is_no_text_is_described() =>
        Assert.Equal("(4 bytes of audio/mpeg, which are no text)", ContentText.Of(new KeptBody(new byte[] { 0xFF, 0xFB, 0, 1 }, false), Audio));

    [Fact]
    public void No_body_is_none() => Assert.Null(ContentText.Of(default, Audio));
}
