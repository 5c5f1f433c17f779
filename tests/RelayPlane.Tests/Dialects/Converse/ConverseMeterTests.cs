using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Converse;

public sealed class ConverseMeterTests
{
    private const string Usage = """{"inputTokens":3,"outputTokens":9,"totalTokens":1724,"cacheReadInputTokens":1000,"cacheWriteInputTokens":712}""";

    /// <summary>B10: what was used is there, in disjoint classes.</summary>
    [Fact]
    [Trait("bug", "B10")]
    public void A_stream_and_a_whole_reply_are_metered_alike()
    {
        var stream = Frames.All(
            Frames.Event("messageStart", """{"role":"assistant"}"""), Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"a"}}"""),
            Frames.Event("messageStop", """{"stopReason":"end_turn"}"""), Frames.Event("metadata", "{\"usage\":" + Usage + "}"));
        var whole = Encoding.UTF8.GetBytes("""{"metrics":{"latencyMs":3},"output":{"message":{"content":[{"text":"a"}],"role":"assistant"}},"stopReason":"end_turn","usage":""" + Usage + "}");
        var expected = new Reading(new TokenUsage(3, 1000, 712, 0, 9, 0), Usage, null, true, true, null);
        Assert.Equal(expected with { Relayed = new RelayedText(1, 1) }, Read(Endpoint.ConverseStream, true, Pieces.Of(stream, [1])));
        Assert.Equal(expected, Read(Endpoint.Converse, false, Pieces.Of(whole, [7])));
    }

    [Fact]
    public void A_stream_that_ends_early_or_in_an_exception_is_not_complete()
    {
        var begin = Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"a"}}""");
        Assert.Equal((false, true, null), Told(Read(Endpoint.ConverseStream, true, [begin])));
        Assert.Equal(
            (false, true, "throttlingException: slow"),
            Told(Read(Endpoint.ConverseStream, true, [begin, Frames.Exception("throttlingException", """{"message":"slow"}"""), Frames.Event("messageStop", """{"stopReason":"end_turn"}""")])));
        begin[^1] ^= 1;
        Assert.Contains("checksum", Read(Endpoint.ConverseStream, true, [begin]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_has_its_words() =>
        Assert.Equal((true, false, "slow"), Told(Read(Endpoint.Converse, false, ["""{"message":"slow"}"""u8.ToArray()])));

    private static (bool, bool, string?) Told(Reading reading) => (reading.Complete, reading.HasContent, reading.Error);

    private static Reading Read(Endpoint endpoint, bool stream, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var meter = Meters.For(Api.Anthropic, endpoint, stream)!;
        foreach (var piece in pieces)
        {
            meter.Write(piece.Span);
        }

        return meter.Read();
    }
}
