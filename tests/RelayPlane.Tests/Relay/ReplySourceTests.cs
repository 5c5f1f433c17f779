using System.IO.Compression;
using System.Text;
using RelayPlane.Relay;
using Xunit;

namespace RelayPlane.Tests.Relay;

public sealed class ReplySourceTests
{
    [Theory]
    [InlineData("gzip", false)]
    [InlineData("gzip", true)]
    [InlineData("deflate", false)]
    [InlineData("br", true)]
    public async Task A_reply_that_the_client_does_not_take_encoded_is_decoded(string encoding, bool idles)
    {
        var plain = string.Concat(Enumerable.Repeat("all of it; ", 9000));
        Assert.Equal(plain, await ReadAsync(encoding, decode: true, idles, Packed(encoding, plain)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Any_other_comes_as_it_is(bool idles)
    {
        Assert.Equal("as it is", await ReadAsync("", decode: false, idles, Encoding.UTF8.GetBytes("as it is")));
        Assert.Equal("as it is", await ReadAsync("gzip", decode: false, idles, Encoding.UTF8.GetBytes("as it is")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task What_is_not_encoded_as_it_says_is_bad_data_whichever_decoder_finds_it(string encoding) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(encoding, decode: true, idles: false, Encoding.UTF8.GetBytes("""{"this":"is not encoded at all"}""")));

    private static async Task<string> ReadAsync(string encoding, bool decode, bool idles, byte[] sent)
    {
        using var source = new ReplySource(new MemoryStream(sent), new ContentCoding(encoding, decode), idles);
        using var read = new MemoryStream();
        for (var piece = await source.ReadAsync(CancellationToken.None); piece > 0; piece = await source.ReadAsync(CancellationToken.None))
        {
            read.Write(source.Piece(piece).Span);
        }

        return Encoding.UTF8.GetString(read.ToArray());
    }

    private static byte[] Packed(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
