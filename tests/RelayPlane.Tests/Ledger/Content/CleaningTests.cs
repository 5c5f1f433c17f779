using System.Text;
using RelayPlane.Ledger.Content;
using Xunit;

namespace RelayPlane.Tests.Ledger.Content;

public sealed class CleaningTests
{
    private readonly ContentRoom _room = new(ContentRoom.Usual);

    [Fact]
    public void A_secret_is_taken_out_wherever_it_stands_and_the_longer_of_two_first()
    {
        using var captured = Captures.Of(_room, "a", request: "secret-1 secret-12 secret-1", reply: "none") with
        {
            RequestHeaders = [new("x-note", "has secret-12")],
            Secrets = ["secret-1", "secret-12"],
        };
        var content = Cleaning.Of(captured);
        Assert.Equal("(secret) (secret) (secret)", Encoding.UTF8.GetString(content.Request.Bytes.Span));
        Assert.Equal("has (secret)", content.RequestHeaders[0].Value);
        Assert.Equal("none", Encoding.UTF8.GetString(content.Reply.Bytes.Span));
    }

    [Fact]
    public void A_short_word_is_no_secret()
    {
        using var captured = Captures.Of(_room, "a", request: "a test") with { Secrets = ["test", ""] };
        Assert.Equal("a test", Encoding.UTF8.GetString(Cleaning.Of(captured).Request.Bytes.Span));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip")]
    public void What_cannot_be_decoded_is_kept_as_it_is(string coding)
    {
        using var captured = Captures.Of(_room, "a", reply: "not encoded at all") with { ReplyHeaders = [new("Content-Encoding", coding)] };
        var reply = Cleaning.Of(captured).Reply;
        Assert.Equal(("not encoded at all", false), (Encoding.UTF8.GetString(reply.Bytes.Span), reply.Cut));
    }

    [Fact]
    public void What_swells_when_decoded_is_kept_within_the_bound()
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(new byte[5 * CapturedBody.Most]);
        }

        using var body = new CapturedBody(_room);
        body.Write(packed.ToArray());
        using var captured = Captures.Of(_room, "a") with { ReplyHeaders = [new("content-encoding", "gzip")], Reply = body };
        var reply = Cleaning.Of(captured).Reply;
        Assert.Equal((CapturedBody.Most, true), (reply.Bytes.Length, reply.Cut));
    }
}
