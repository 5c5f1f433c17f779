using System.IO.Compression;
using System.Text;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Relay;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Relay;

public sealed class SideMeterTests
{
    private const string Body = """{"id":"x","type":"message","model":"claude-x","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":11,"output_tokens":7}}""";

    private const string Start = """
        event: message_start
        data: {"type":"message_start","message":{"id":"x","model":"claude-x","content":[],"usage":{"input_tokens":11,"output_tokens":1}}}


        """;

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Usage_is_read_in_whatever_pieces_and_encoding_the_client_gets_it(string encoding)
    {
        var sent = Packed(encoding, Body);
        Gen.Int[1, sent.Length].Sample(
            piece =>
            {
                var reading = Read(encoding, sent, piece, eventStream: false);
                return reading is { Complete: true, Model: "claude-x", Usage: { Input: 11, Output: 7 } };
            },
            iter: 30);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_cut_encoded_stream_keeps_what_the_provider_last_said(string encoding)
    {
        var whole = Packed(encoding, Start.ReplaceLineEndings("\n"), flush: true);
        var reading = Read(encoding, whole[..^1], 7, eventStream: true);
        Assert.False(reading.Complete);
        Assert.Equal(11, reading.Usage?.Input);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void What_is_not_encoded_as_it_says_is_not_metered_and_breaks_nothing(string encoding) =>
        Assert.Null(Read(encoding, Encoding.UTF8.GetBytes(Body), 16, eventStream: false).Usage);

    [Fact]
    public void A_coding_that_is_not_known_here_is_not_metered() => Assert.Null(Read("zstd", [1, 2, 3], 2, eventStream: false).Usage);

    [Fact]
    public void What_has_no_meter_reads_as_nothing()
    {
        using var meter = new SideMeter(Meters.For(Api.OpenAI, Endpoint.Other, eventStream: false), default);
        meter.Write(Encoding.UTF8.GetBytes(Body));
        Assert.Equal(Reading.None, meter.Read());
    }

    private static Reading Read(string encoding, byte[] sent, int piece, bool eventStream)
    {
        using var meter = new SideMeter(Meters.For(Api.Anthropic, Endpoint.Messages, eventStream), new ContentCoding(encoding, Decode: false));
        foreach (var part in sent.Chunk(piece))
        {
            meter.Write(part);
        }

        return meter.Read();
    }

    private static byte[] Packed(string encoding, string text, bool flush = false)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
            if (flush)
            {
                packer.Flush();
                return packed.ToArray();
            }

            packer.Flush();
            if (packer is BufferedStream)
            {
                return packed.ToArray();
            }
        }

        return packed.ToArray();
    }
}
