using System.Buffers;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using RelayPlane.Dialects;
using RelayPlane.Gateway;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class BodyReadingTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("")]
    public async Task An_encoded_body_is_read_plain_and_counted_as_sent(string encoding)
    {
        var plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"model":"m"} """, 4000)));
        var sent = Encoded(encoding, plain);
        var read = await ReadAsync(new MemoryStream(sent), encoding);
        Assert.Null(read.Refusal);
        Assert.Equal(plain, read.Plain.ToArray());
        Assert.Equal(sent, read.Bytes.ToArray());
    }

    [Fact]
    public async Task Bytes_arrive_whole_in_whatever_pieces_they_come() =>
        await Gen.Select(Gen.Byte.Array[0, 60_000], Gen.Int[1, 20_000]).SampleAsync(
            async (bytes, piece) => (await ReadAsync(new Trickle(bytes.Length, piece, bytes))).Bytes.Span.SequenceEqual(bytes), iter: 40);

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_refused_before_it_is_read()
    {
        var body = new Trickle(long.MaxValue, 1024);
        Assert.Equal(RefusalKind.TooLarge, (await ReadAsync(body, length: BodyReading.Largest + 1L)).Refusal?.Kind);
        Assert.Equal(0, body.Position);
    }

    [Fact]
    public async Task A_body_that_does_not_say_so_is_refused_at_the_bound()
    {
        var body = new Trickle(long.MaxValue, 1024 * 1024);
        Assert.Equal(RefusalKind.TooLarge, (await ReadAsync(body)).Refusal?.Kind);
        Assert.InRange(body.Position, BodyReading.Largest, BodyReading.Largest + 4 * 1024 * 1024);
    }

    [Fact]
    public async Task A_body_of_just_the_bound_is_taken()
    {
        var read = await ReadAsync(new Trickle(BodyReading.Largest, 1024 * 1024));
        Assert.Null(read.Refusal);
        Assert.Equal(BodyReading.Largest, read.Bytes.Length);
        ArrayPool<byte>.Shared.Return(read.Rented!);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_small_body_that_unpacks_beyond_the_bound_is_refused(string encoding)
    {
        using var packed = new MemoryStream();
        using (var packer = Packer(encoding, packed))
        {
            new Trickle(BodyReading.Largest + 1L, 64 * 1024).CopyTo(packer);
        }

        Assert.InRange(packed.Length, 1, 1024 * 1024);
        Assert.Equal(RefusalKind.TooLarge, (await ReadAsync(new MemoryStream(packed.ToArray()), encoding)).Refusal?.Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_is_not_what_its_encoding_says_is_the_clients_mistake(string encoding) =>
        Assert.Equal(RefusalKind.InvalidRequest, (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("""{"model":"claude-x","messages":[]}""")), encoding)).Refusal?.Kind);

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task A_coding_that_is_not_read_here_is_named(string encoding)
    {
        var refusal = (await ReadAsync(new MemoryStream([1, 2, 3]), encoding)).Refusal!;
        Assert.Equal(RefusalKind.UnsupportedMediaType, refusal.Kind);
        Assert.Contains(encoding, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_the_clients_mistake() =>
        Assert.Equal(RefusalKind.InvalidRequest, (await ReadAsync(new Trickle(100, 10) { Breaks = true })).Refusal?.Kind);

    private static async Task<BodyRead> ReadAsync(Stream body, string encoding = "", long? length = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = body;
        http.Request.ContentLength = length;
        if (encoding.Length > 0)
        {
            http.Request.Headers.ContentEncoding = encoding;
        }

        return await BodyReading.ReadAsync(http.Request, new BodyBudget(long.MaxValue).Open(), decode: true, CancellationToken.None);
    }

    private static byte[] Encoded(string encoding, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packer = Packer(encoding, packed))
        {
            packer.Write(plain);
        }

        return packed.ToArray();
    }

    private static Stream Packer(string encoding, Stream to) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(to, CompressionLevel.Fastest, leaveOpen: true),
        "br" => new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true),
        _ => new BufferedStream(to),
    };

    /// <summary>A body of so many bytes, given in pieces.</summary>
    private sealed class Trickle(long length, int piece, byte[]? bytes = null) : Stream
    {
        public bool Breaks { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var left = (int)Math.Min(Math.Min(piece, count), length - Position);
            if (left == 0 && Breaks)
            {
                throw new IOException("The connection was reset.");
            }

            if (bytes is null)
            {
                buffer.AsSpan(offset, left).Fill((byte)' ');
            }
            else
            {
                bytes.AsSpan((int)Position, left).CopyTo(buffer.AsSpan(offset));
            }

            Position += left;
            return left;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
