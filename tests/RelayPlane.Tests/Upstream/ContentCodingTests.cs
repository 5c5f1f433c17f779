using System.Text;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class ContentCodingTests
{
    [Theory]
    [InlineData("gzip", "gzip", false)]
    [InlineData("gzip", "br, GZIP;q=0.5", false)]
    [InlineData("gzip", "x-gzip", false)]
    [InlineData("gzip", "*", false)]
    [InlineData("gzip", "deflate, *;q=0.1", false)]
    [InlineData("gzip", "gzip;q=1.000", false)]
    [InlineData("gzip", "gzip ; q=0.001", false)]
    [InlineData("gzip", "", true)]
    [InlineData("gzip", "identity", true)]
    [InlineData("gzip", "br", true)]
    [InlineData("gzip", "gzip;q=0", true)]
    [InlineData("gzip", "gzip; Q=0.0", true)]
    [InlineData("gzip", "gzip;q=0.", true)]
    [InlineData("gzip", "gzip;q = 0", true)]
    [InlineData("gzip", "gzip;q=0, *", true)]
    [InlineData("gzip", "*, gzip;q=0", true)]
    [InlineData("gzip", "*;q=0", true)]
    [InlineData("gzip", "*;q=0, gzip", false)]
    [InlineData("br", "gzip, br", false)]
    [InlineData("deflate", "gzip", true)]
    [InlineData("x-gzip", "gzip", false)]
    [InlineData("GZIP", "identity", true)]
    public void An_encoding_that_the_client_does_not_take_is_decoded(string encoding, string accepted, bool decode) =>
        Assert.Equal(decode, Of(encoding, accepted).Decode);

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("")]
    public void A_plain_reply_is_plain(string? encoding) => Assert.Equal((true, false), (Of(encoding, "gzip").IsPlain, Of(encoding, "gzip").Decode));

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public void What_cannot_be_decoded_here_goes_through_as_it_is(string encoding)
    {
        var coding = Of(encoding, "identity");
        Assert.Equal((false, false), (coding.IsPlain, coding.Decode));
        Assert.Null(ContentCoding.Decoder(coding.Name, Stream.Null));
    }

    private static ContentCoding Of(string? encoding, string accepted)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("x")) };
        if (encoding is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return ContentCoding.Of(response, accepted);
    }
}
