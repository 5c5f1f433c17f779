using System.IO.Compression;
using System.Text;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_gathered_comes_first_and_once(bool idles)
    {
        var sent = new byte[100_000];
        new Random(7).NextBytes(sent);
        using var source = new ReplySource(new MemoryStream(sent), default, idles);
        while (source.Held.Length < 70_000)
        {
            await source.GatherAsync(CancellationToken.None);
        }

        Assert.False(source.Ended);
        using var read = new MemoryStream();
        for (var piece = await source.NextAsync(CancellationToken.None); piece.Length > 0; piece = await source.NextAsync(CancellationToken.None))
        {
            read.Write(piece.Span);
        }

        Assert.Equal(sent, read.ToArray());
        Assert.True(source.Ended);
    }

    [Fact]
    public async Task What_is_kept_outlives_the_connection()
    {
        var source = new ReplySource(new MemoryStream("all of it"u8.ToArray()), default, idles: false);
        while (await source.GatherAsync(CancellationToken.None) > 0)
        {
        }

        source.LetGo();
        Assert.Equal("all of it"u8.ToArray(), (await source.NextAsync(CancellationToken.None)).ToArray());
        Assert.True((await source.NextAsync(CancellationToken.None)).IsEmpty);
    }

    private static async Task<string> ReadAsync(string encoding, bool decode, bool idles, byte[] sent)
    {
        using var source = new ReplySource(new MemoryStream(sent), new ContentCoding(encoding, decode), idles);
        using var read = new MemoryStream();
        for (var piece = await source.NextAsync(CancellationToken.None); piece.Length > 0; piece = await source.NextAsync(CancellationToken.None))
        {
            read.Write(piece.Span);
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
