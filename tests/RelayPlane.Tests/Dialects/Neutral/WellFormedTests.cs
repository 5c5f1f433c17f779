using System.Text;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Neutral;

public sealed class WellFormedTests
{
    [Theory]
    [InlineData("""["\ud83d\ude00","é","\\ud83d","\u0041\n"]""", """["\ud83d\ude00","é","\\ud83d","\u0041\n"]""")]
    [InlineData("""["cut here: \ud83d"]""", """["cut here: \ufffd"]""")]
    [InlineData("""["\ude00\ud83d","\ud83d\ud83d\ude00"]""", """["\ufffd\ufffd","\ufffd\ud83d\ude00"]""")]
    [InlineData("""{"\uDBFF":1}""", """{"\ufffd":1}""")]
    [InlineData("[\"\\ud83", "[\"\\ud83")]
    [InlineData("\uFEFF[]", "[]")]
    public void Half_of_a_pair_becomes_the_replacement_character(string json, string mended) =>
        Assert.Equal(mended, Encoding.UTF8.GetString(WellFormed.Of(Encoding.UTF8.GetBytes(json)).Span));

    [Fact]
    public void So_does_half_of_a_characters_bytes()
    {
        byte[] cut = [.. "[\"caf"u8, 0xC3, .. "\"]"u8];
        Assert.Equal("[\"caf\uFFFD\"]", Encoding.UTF8.GetString(WellFormed.Of(cut).Span));
    }

    [Fact]
    public void What_is_well_formed_is_not_copied()
    {
        byte[] good = [.. """["\ud83d\ude00"]"""u8];
        Assert.True(WellFormed.Of(good).Equals(good));
    }
}
