using System.IO.Compression;
using System.Net;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using Xunit;
using static RelayPlane.Tests.Dispatch.Judging.LadderPlay;

namespace RelayPlane.Tests.Dispatch.Judging;

/// <summary>Answers that go to the client encoded, as their provider sent them.</summary>
public sealed class EncodedAnswersTests
{
    private const int TooLarge = 2 * 1024 * 1024;

    private static readonly Plan s_plan = Plan(EscalateOn.Refusal | EscalateOn.Error, 1, true, At("mine", "small"), At("mine", "large"));

    [Fact]
    public async Task They_are_judged_as_what_they_say()
    {
        using var play = new LadderPlay((model, _) => Encoded("gzip", Gzip(Bytes(WireFormat.Messages, true, model == "small" ? Refused : Good))));
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: true).With("Accept-Encoding", "gzip"), s_plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered>Refusal large:Answered", played.Way);
        Assert.Equal(Gzip(Bytes(WireFormat.Messages, true, Good)), played.Body);
    }

    [Fact]
    public async Task One_that_is_too_large_once_decoded_goes_on_unjudged()
    {
        var sent = Gzip(Bytes(WireFormat.Messages, true, Refused with { Blocks = [.. Refused.Blocks, new TextBlock(new string('x', TooLarge))], Stop = new Stop(StopKind.Refusal) }));
        using var play = new LadderPlay((_, _) => Encoded("gzip", sent));
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: true).With("Accept-Encoding", "gzip"), s_plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered", played.Way);
        Assert.Equal(sent, played.Body);
        Assert.Equal(7, played.Trail.Attempts[0].Reading.Usage!.Value.Output);
    }

    [Fact]
    public async Task One_in_a_coding_that_is_not_known_goes_on_as_it_would_without_a_ladder()
    {
        var sent = Gzip(Bytes(WireFormat.Messages, true, Good));
        using var play = new LadderPlay((_, _) => Encoded("zstd", sent));
        var call = Asking(WireFormat.Messages, stream: true).With("Accept-Encoding", "zstd");
        var without = await play.PlayAsync(call, new Plan([At("mine", "small")], "test"), cancel: TestContext.Current.CancellationToken);
        var with = await play.PlayAsync(call, s_plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(without.Way, with.Way);
        Assert.Equal(sent, with.Body);
    }

    [Fact]
    public async Task What_came_of_one_that_broke_off_is_counted()
    {
        var whole = Gzip(Bytes(WireFormat.Messages, true, Good with { Blocks = [.. Enumerable.Range(0, 1000).Select(number => new TextBlock($"Number {number}."))] }));
        using var play = new LadderPlay((model, request) => model == "large" ? Reply(request, Good) : Encoded("gzip", whole[..(whole.Length / 2)], new IOException("It broke.")));
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: true).With("Accept-Encoding", "gzip"), s_plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Faulted>Error large:Answered", played.Way);
        Assert.True(played.Trail.Attempts[0] is { Reading.HasContent: true, Estimate: { Input: 20, Output: > 100 } });
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var encoded = new MemoryStream();
        using (var encoder = new GZipStream(encoded, CompressionLevel.Fastest))
        {
            encoder.Write(plain);
        }

        return encoded.ToArray();
    }

    private static HttpResponseMessage Encoded(string coding, byte[] body, Exception? breaks = null)
    {
        var reply = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new ScriptedBody([body], breaks)) };
        reply.Content.Headers.TryAddWithoutValidation("Content-Type", "text/event-stream");
        reply.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return reply;
    }
}
