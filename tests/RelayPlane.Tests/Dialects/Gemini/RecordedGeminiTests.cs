using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>
/// Every recorded call with Gemini and Vertex, through the neutral form and back. Known misses: two recorded replies (use-cache-with-…) are those of
/// cachedContents, and so have neither a candidate nor a finish reason.
/// </summary>
public sealed class RecordedGeminiTests(ITestOutputHelper output)
{
    [Fact]
    public void A_request_written_for_its_own_format_again_says_the_same()
    {
        Check("requests", RecordedGemini.All.Where(one => one.Request is not null), one =>
        {
            var request = Translated.Read(one.Request!.Value);
            var (body, losses) = Translated.Write(request, Translated.For(provider: one.Provider));
            return losses.Refusal?.Message ?? (losses.Dropped.Count > 0 ? $"dropped {losses.Dropped[0]}" : SameJson.Difference(one.Request!.Value, body));
        });
    }

    [Fact]
    public void A_request_can_be_said_again_from_the_neutral_form_alone()
    {
        Check("requests as another format's", RecordedGemini.All.Where(one => one.Request is not null), one =>
        {
            var request = Translated.Read(one.Request!.Value) with { From = WireFormat.Messages };
            var (body, _) = Translated.Write(request with { Rest = [] }, Translated.For(Translated.Traits with { ImagesInTools = true }, one.Provider));
            var again = Translated.Read(body);
            return Says(request) == Says(again) ? null : $"\n{Says(request)}\nbecame\n{Says(again)}";
        });
    }

    [Fact]
    public void A_reply_is_read_and_written_again_with_the_same_text_calls_stop_and_usage()
    {
        Check("replies", RecordedGemini.All.Where(one => !one.Stream && !IsError(one)), one =>
        {
            using var body = JsonDocument.Parse(one.Reply);
            var reply = new GenerateTarget().ReadReply(body.RootElement, Translated.For(provider: one.Provider));
            using var written = JsonDocument.Parse(Translated.Whole(reply));
            var again = new GenerateTarget().ReadReply(written.RootElement, Translated.For(provider: one.Provider));
            return Same(reply, again);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stream_ends_well_in_any_split_and_is_written_again_with_the_same_content(bool sse)
    {
        Check("streams", RecordedGemini.All.Where(one => one.Stream), one =>
        {
            var target = Translated.For(provider: one.Provider);
            var events = Translated.Events(one.Reply, target);
            var pieces = Translated.Events(one.Reply, target, 7);
            var (reply, error) = Gathering.Reply(events);
            var (split, _) = Gathering.Reply(pieces);
            if (reply is null || split is null)
            {
                return $"failed: {error?.Message}";
            }

            var (again, _) = Gathering.Reply(Translated.Events(Encoding.UTF8.GetBytes(Translated.Stream(events, sse)), target));
            return Translated.Essence(reply) != Translated.Essence(split) ? "another split, another reply" : Same(reply, again);
        });
    }

    private static string? Same(NeutralReply reply, NeutralReply? again) =>
        again is null ? "not readable again"
        : Translated.Essence(reply) == Translated.Essence(again) ? null
        : $"\n{Translated.Essence(reply)}\nbecame\n{Translated.Essence(again)}";

    private static bool IsError(RecordedGemini one) => one.Reply.AsSpan().IndexOf("\"error\": {"u8) is >= 0 and < 8;

    private static string Says(NeutralRequest request)
    {
        var text = new StringBuilder();
        foreach (var block in request.Turns.SelectMany(turn => turn.Blocks))
        {
            text.Append(block switch
            {
                TextBlock { Text.Length: > 0 } words => words.Text + "\n",
                ToolCallBlock call => $"{call.Name}({call.Arguments})\n",
                ToolResultBlock result => $"{result.Name}={string.Concat(result.Content.OfType<TextBlock>().Select(one => one.Text))} {result.IsError}\n",
                _ => string.Empty,
            });
        }

        return $"{text}{string.Join(",", request.Tools.Where(tool => tool.Hosted == HostedTool.None).Select(tool => tool.Name))} {request.ToolChoice?.Mode} {request.MaxOutput} {request.Temperature} {request.Format?.Schema}";
    }

    /// <summary>Prints how many pass, and why the others do not; nearly all must.</summary>
    private void Check(string what, IEnumerable<RecordedGemini> recorded, Func<RecordedGemini, string?> miss)
    {
        var (total, misses) = (0, new List<string>());
        foreach (var one in recorded)
        {
            total++;
            if (miss(one) is { } why)
            {
                misses.Add($"{one.Id}: {why}");
            }
        }

        output.WriteLine($"{what}: {total - misses.Count} of {total}");
        misses.ForEach(output.WriteLine);
        Assert.True(total > 20);
        Assert.True(misses.Count <= total / 100, $"{misses.Count} of {total} {what} missed:\n{string.Join("\n", misses.Take(12).Select(why => why[..Math.Min(why.Length, 900)]))}");
    }
}
