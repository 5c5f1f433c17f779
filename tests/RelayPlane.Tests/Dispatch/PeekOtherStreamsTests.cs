using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Ollama;
using RelayPlane.Dialects.Translation;
using RelayPlane.Dispatch;
using RelayPlane.Pacing;
using RelayPlane.Tests.Dialects;
using RelayPlane.Tests.Dialects.Converse;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class PeekOtherStreamsTests
{
    private const string AwsStream = "application/vnd.amazon.eventstream";
    private const string Lines = "application/x-ndjson";

    private static readonly byte[] s_start = Frames.Event("messageStart", """{"role":"assistant"}""");
    private static readonly byte[] s_text = Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"text":"a"}}""");

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void An_event_stream_of_AWS_opens_at_its_first_content_in_any_split_and_no_byte_is_lost() => CsCheck.Check.Sample(Pieces.Sizes, sizes =>
    {
        var sent = Frames.All(s_start, s_text, Frames.Event("messageStop", """{"stopReason":"end_turn"}"""));
        using var peeked = Open(AwsStream, Pieces.Of(sent, sizes), new ConverseTarget(), Endpoint.ConverseStream);
        return peeked is { Signal.Kind: SignalKind.Answered, Speaks: true, Reply.IsStream: true } && peeked.Reply.Source.Held.Length >= s_start.Length && Rest(peeked).AsSpan().SequenceEqual(sent);
    });

    [Theory]
    [InlineData("throttlingException", SignalKind.RateLimited)]
    [InlineData("serviceUnavailableException", SignalKind.Overloaded)]
    [InlineData("internalServerException", SignalKind.Faulted)]
    [InlineData("validationException", SignalKind.Rejected)]
    internal void An_exception_before_content_is_no_answer(string exception, SignalKind kind)
    {
        var sent = Frames.All(s_start, Frames.Exception(exception, """{"message":"It is so."}"""));
        using var peeked = Open(AwsStream, Pieces.Of(sent, [9]), new ConverseTarget(), Endpoint.ConverseStream);
        Assert.Equal((kind, "It is so."), (peeked.Signal.Kind, peeked.Signal.Message));
        Assert.True(peeked.Hold());
    }

    [Fact]
    public void A_stream_that_ends_before_its_content_may_be_tried_again()
    {
        using var aws = Open(AwsStream, [s_start, s_text.AsMemory(0, 20)], new ConverseTarget(), Endpoint.ConverseStream);
        using var ollama = Open(Lines, ["{\"model\":\"q\",\"message\":{\"content\":\"\"},\"done\":false}\n{\"mess"u8.ToArray()], new OllamaTarget(), Endpoint.OllamaChat);
        Assert.Equal((SignalKind.Broken, SignalKind.Broken), (aws.Signal.Kind, ollama.Signal.Kind));
    }

    [Fact]
    public void Lines_open_at_their_first_content_and_an_error_in_one_is_no_answer()
    {
        var sent = "{\"model\":\"q\",\"message\":{\"content\":\"\"},\"done\":false}\n{\"message\":{\"content\":\"a\"},\"done\":false}\n"u8.ToArray();
        using var answered = Open(Lines, Pieces.Of(sent, [10]), new OllamaTarget(), Endpoint.OllamaChat);
        Assert.Equal(SignalKind.Answered, answered.Signal.Kind);
        Assert.Equal(Encoding.UTF8.GetString(sent), Encoding.UTF8.GetString(Rest(answered)));
        using var failed = Open(Lines, ["{\"error\":\"the runner has terminated\"}"u8.ToArray()], new OllamaTarget(), Endpoint.OllamaChat);
        Assert.Equal((SignalKind.Faulted, "the runner has terminated"), (failed.Signal.Kind, failed.Signal.Message));
    }

    private Peeked Open(string type, IEnumerable<ReadOnlyMemory<byte>> pieces, TargetFormat format, Endpoint endpoint)
    {
        var call = Calls.Of() with { Facts = RequestFacts.None with { Model = "m", Stream = true } };
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new ScriptedBody(pieces.Where(piece => piece.Length > 0), null, false)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var change = new ReplyTranslated(null!, format, Translated.For("bedrock"), new ReplyContext("id", "m", default), asked: true);
        var sent = new Outgoing(new Uri("https://provider.example/"), endpoint, default) { Translated = true, Change = change };
        return Peek.ReadAsync(call, Providers.Named("bedrock"), new UpstreamReply(response, sent), new PeekTimes(_clock.GetTimestamp(), TimeSpan.FromSeconds(120), null), _clock, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
    }

    private static byte[] Rest(Peeked peeked)
    {
        using var all = new MemoryStream();
        for (var piece = Next(peeked); piece.Length > 0; piece = Next(peeked))
        {
            all.Write(piece.Span);
        }

        return all.ToArray();
    }

    private static ReadOnlyMemory<byte> Next(Peeked peeked) => peeked.Reply.Source.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
