using System.Text;
using CsCheck;
using RelayPlane.Dialects.Converse;
using Xunit;

namespace RelayPlane.Tests.Dialects.Converse;

public sealed class EventStreamSplitterTests
{
    private static readonly byte[] s_stream = Frames.All(
        Frames.Event("messageStart", """{"role":"assistant"}"""), Frames.Event("contentBlockDelta", """{"delta":{"text":"h\u00e9"}}"""), Frames.Exception("throttlingException", """{"message":"slow"}"""));

    [Fact]
    public void In_any_split_each_message_comes_out_once_and_whole() => Pieces.Sizes.Sample(sizes => Read(Pieces.Of(s_stream, sizes)).SequenceEqual(
        ["event messageStart  {\"role\":\"assistant\"}", "event contentBlockDelta  {\"delta\":{\"text\":\"h\\u00e9\"}}", "exception  throttlingException {\"message\":\"slow\"}"]));

    [Fact]
    public void Half_a_message_is_none() => Gen.Int[0, s_stream.Length - 1].Sample(length => Read([s_stream.AsMemory(0, length)]).Count < 3);

    [Fact]
    public void No_damaged_byte_goes_unseen() => Gen.Select(Gen.Int[0, s_stream.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
    {
        var damaged = s_stream.ToArray();
        damaged[at] ^= change;
        var read = Read([damaged]);
        return read[^1].StartsWith("fault ", StringComparison.Ordinal);
    });

    [Fact]
    public void A_message_larger_than_any_is_not_waited_for()
    {
        var splitter = new EventStreamSplitter(largest: 100);
        ReadOnlySpan<byte> input = Frames.Event("x", new string('x', 200)).AsSpan(0, 12);
        Assert.False(splitter.TryRead(ref input, out _));
        Assert.Contains("too large", splitter.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_every_type_are_passed_over()
    {
        byte[] headers =
        [
            1, (byte)'a', 0, 1, (byte)'b', 1, 1, (byte)'c', 2, 9, 1, (byte)'d', 3, 0, 9, 1, (byte)'e', 4, 0, 0, 0, 9, 1, (byte)'f', 5, 0, 0, 0, 0, 0, 0, 0, 9,
            1, (byte)'g', 6, 0, 2, 1, 2, 1, (byte)'h', 8, 0, 0, 0, 0, 0, 0, 0, 9, 1, (byte)'i', 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            13, .. ":message-type"u8, 7, 0, 5, .. "event"u8,
        ];
        Assert.Equal(["event   {}"], Read([Frames.Framed(headers, "{}"u8.ToArray())]));
        Assert.Equal(["   {}"], Read([Frames.Framed([.. headers.AsSpan(0, headers.Length - 2)], "{}"u8.ToArray())]));
    }

    private static List<string> Read(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var (splitter, read) = (new EventStreamSplitter(), new List<string>());
        foreach (var piece in pieces)
        {
            var input = piece.Span;
            while (splitter.TryRead(ref input, out var next))
            {
                read.Add($"{Text(next.MessageType)} {Text(next.EventType)} {Text(next.ErrorType)} {Text(next.Payload)}");
            }

            Assert.Equal(0, input.Length);
        }

        return splitter.Fault is null ? read : [.. read, "fault " + splitter.Fault];
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
