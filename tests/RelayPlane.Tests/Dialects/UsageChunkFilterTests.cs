using System.Text;
using CsCheck;
using RelayPlane.Dialects.OpenAI;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class UsageChunkFilterTests
{
    private const string Content = "data: {\"id\":\"1\",\"choices\":[{\"delta\":{\"content\":\"é \\\"choices\\\":[]\"}}],\"usage\":null}";
    private const string Usage = "data: {\"id\":\"1\",\"choices\": [ ],\"usage\":{\"prompt_tokens\":1}}";

    private static string Filter(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var filter = new UsageChunkFilter();
        var kept = new List<byte>();
        foreach (var piece in pieces)
        {
            // Wiped at once, as a pooled buffer would be.
            var buffer = piece.ToArray();
            kept.AddRange(filter.Write(buffer).Span);
            Array.Fill(buffer, (byte)'#');
        }

        kept.AddRange(filter.End().Span);
        return Encoding.UTF8.GetString([.. kept]);
    }

    private static string Filter(string text) => Filter([Encoding.UTF8.GetBytes(text)]);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void The_usage_chunk_and_its_blank_line_are_gone_and_nothing_else(string end)
    {
        var before = Content + end + end;
        var after = $"data: [DONE]{end}{end}";

        Assert.Equal(before + after, Filter(before + Usage + end + end + after));
    }

    [Theory]
    [InlineData("data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n")]
    [InlineData("data: {\"choices\":[],\"usage\":null}\n\n")]
    [InlineData("data: {\"choices\":null,\"usage\":{}}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":1}}\n\n")]
    [InlineData("data: {\"usage\":{\"prompt_tokens\":1}}\n\n")]
    [InlineData("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1}")]
    [InlineData("data: {\"error\":{\"message\":\"x\"}}\n\n")]
    [InlineData(": OPENROUTER PROCESSING\n\n")]
    [InlineData("data: hello\n\n\n\n")]
    public void What_is_not_usage_alone_stays(string text) => Assert.Equal(text, Filter(text));

    [Fact]
    public void A_comment_before_it_stays() => Assert.Equal(": ping\n", Filter($": ping\n{Usage}\n\n"));

    [Fact]
    public void A_last_chunk_without_its_blank_line_is_gone_too() => Assert.Equal("", Filter(Usage));

    [Fact]
    public void A_whole_event_is_forwarded_in_place()
    {
        var filter = new UsageChunkFilter();
        ReadOnlyMemory<byte> piece = Encoding.UTF8.GetBytes(Content + "\n\n");

        Assert.Equal(piece, filter.Write(piece));
    }

    [Fact]
    public void Half_an_event_leaves_as_soon_as_it_cannot_be_usage_alone()
    {
        var filter = new UsageChunkFilter();

        Assert.Equal(0, filter.Write("data: {\"id\":\"1\",\"cho"u8.ToArray()).Length);
        Assert.Equal(0, filter.Write("ices\":["u8.ToArray()).Length);
        Assert.Equal("data: {\"id\":\"1\",\"choices\":[{", Encoding.UTF8.GetString(filter.Write("{"u8.ToArray()).Span));
        Assert.Equal("\"delta\":{", Encoding.UTF8.GetString(filter.Write("\"delta\":{"u8.ToArray()).Span));
        Assert.Equal("}}]}\n\ndata: [D", Encoding.UTF8.GetString(filter.Write("}}]}\n\ndata: [D"u8.ToArray()).Span));
    }

    [Fact]
    public void Any_split_of_the_bytes_gives_the_same_output()
    {
        string[] parts =
        [
            Content + "\n\n", Usage + "\n\n", Usage + "\r\n\r\n", Content + "\r\n\r\n", Usage + "\r\r", ": c\n", "\n", "\r", "event: x\n", "\uFEFF",
            "data: {\"x\":{\"choices\":[1]},\"choices\":[],\"usage\":{}}\n\n", "data:\t{\"choices\":[]\ndata: ,\"usage\":{\"a\":[]}}\n\n",
            "data: {\"choices\":nul", "data: [DONE]\n\n", "data: {\"choices\":[],\"choices\":[1],\"usage\":{}}\n\n",
        ];
        Gen.Select(Gen.Int[0, parts.Length - 1].Array[0, 8], Pieces.Sizes).Sample((picks, sizes) =>
        {
            var text = string.Concat(picks.Select(i => parts[i]));

            Assert.Equal(Filter(text), Filter(Pieces.Of(Encoding.UTF8.GetBytes(text), sizes)));
        });
    }

    [Fact]
    public void Recorded_streams_lose_only_events_that_report_usage_alone()
    {
        var dropped = 0;
        foreach (var exchange in Exchange.All.Where(e => e.Api == "openai.chat" && e.EventStream))
        {
            var text = Encoding.UTF8.GetString(exchange.Reply);
            var kept = Filter(Pieces.Of(exchange.Reply, [97, 1, 512]));
            var lost = text.Split("\n\n").Except(kept.Split("\n\n")).ToList();

            Assert.All(lost, e => Assert.Matches("\"choices\":\\s*\\[\\]", e));
            Assert.All(lost, e => Assert.Contains("\"usage\"", e, StringComparison.Ordinal));
            Assert.Equal(text.Length - kept.Length, lost.Sum(e => e.Length + 2));
            dropped += lost.Count;
        }

        Assert.True(dropped > 20, $"only {dropped} were dropped");
    }
}
