using System.Text;
using CsCheck;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class SseSplitterTests
{
    private static List<(string Raw, string Name, string Data)> Split(IEnumerable<ReadOnlyMemory<byte>> pieces, int largest = 1 << 20)
    {
        var splitter = new SseSplitter(largest);
        var events = new List<(string, string, string)>();
        foreach (var piece in pieces)
        {
            // Handed over in a buffer that is wiped at once: nothing may point into it later.
            var buffer = piece.ToArray();
            ReadOnlySpan<byte> rest = buffer;
            while (splitter.TryRead(ref rest, out var next))
            {
                events.Add(Texts(next));
            }

            Array.Fill(buffer, (byte)'#');
        }

        if (splitter.TryFinish(out var last))
        {
            events.Add(Texts(last));
        }

        return events;
    }

    private static (string, string, string) Texts(SseEvent e) => (Encoding.UTF8.GetString(e.Raw), Encoding.UTF8.GetString(e.Name), Encoding.UTF8.GetString(e.Data));

    private static List<(string Raw, string Name, string Data)> Split(string text) => Split([Encoding.UTF8.GetBytes(text)]);

    [Theory]
    [InlineData("event: a\ndata: 1\n\n")]
    [InlineData("event: a\r\ndata: 1\r\n\r\n")]
    [InlineData("event: a\rdata: 1\r\r")]
    [InlineData("event:a\ndata:1\n\n")]
    [InlineData("\uFEFFevent: a\ndata: 1\n\n")]
    [InlineData("\uFEFFevent: a\ndata: 1\n")]
    [InlineData("event: a\ndata: 1")]
    [InlineData(": c\nid: 7\nevent: a\nretry: 5\ndata: 1\n: d\n\n")]
    public void Every_way_to_write_an_event_is_understood(string text) => Assert.Equal([(text, "a", "1")], Split(text));

    [Fact]
    public void Data_over_several_lines_is_joined() => Assert.Equal("1\n\n 2\n3", Split("data: 1\ndata\r\ndata:  2\rdata:3\n\n")[0].Data);

    [Fact]
    public void Fields_of_other_names_are_no_data() => Assert.Equal(("", ""), (Split("database: 1\nevents: 2\n\n")[0].Data, Split("database: 1\n\n")[0].Name));

    [Fact]
    public void A_byte_order_mark_counts_only_at_the_very_start() => Assert.Equal("", Split("\n\n\uFEFFdata: 1\n\n")[^1].Data);

    [Fact]
    public void An_event_beyond_the_limit_loses_its_data_and_the_next_one_is_read()
    {
        var bytes = Encoding.UTF8.GetBytes($"data: {new string('x', 5000)}\n\ndata: 1\n\n");

        Assert.Equal(["", "1"], Split(Pieces.Of(bytes, [100]), largest: 1000).Select(e => e.Data));
    }

    [Fact]
    public void Any_split_of_the_bytes_gives_the_same_events()
    {
        string[] parts = ["\n", "\r\n", "\r", "data: é", "data:", "event: x", ": c", "id", " ", "\uFEFF", "data"];
        Gen.Select(Gen.Int[0, parts.Length - 1].Array[0, 30], Pieces.Sizes).Sample((picks, sizes) =>
        {
            var text = string.Concat(picks.Select(i => parts[i]));
            var whole = Split(text);

            Assert.Equal(text, string.Concat(whole.Select(e => e.Raw)));
            Assert.Equal(whole, Split(Pieces.Of(Encoding.UTF8.GetBytes(text), sizes)));
        });
    }
}
