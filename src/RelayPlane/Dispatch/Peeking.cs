using System.Buffers;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>One look at one reply.</summary>
/// <param name="cancel">Fires when the client leaves or time runs out.</param>
internal sealed class Peeking(Call call, Provider provider, OpenReply reply, TimeProvider clock, CancellationToken cancel)
{
    /// <summary>An error that says more than this is passed on, and not read further.</summary>
    private const int LargestError = 64 * 1024;

    /// <summary>A stream that says so much before its first content is taken as it is.</summary>
    private const int LargestPrelude = 256 * 1024;

    /// <summary>A reply in one piece that is larger is sent while it comes.</summary>
    private const int LargestBody = 1024 * 1024;

    private long? _firstByte;

    public OpenReply Reply => reply;

    /// <summary>What was asked for at the target, which may be another endpoint than the client's.</summary>
    private Endpoint Endpoint => reply.Reply.Sent.Endpoint;

    private Api Api => ApiOf.Endpoint(Endpoint) ?? call.Api;

    private ReplySource Source => reply.Source;

    /// <param name="untilFirstByte">The patience that ends with the first byte; null where it goes on to the first content.</param>
    public async ValueTask<Peeked> ReadAsync(Patience? untilFirstByte, PeekTimes times)
    {
        if (reply.Status < 200)
        {
            // 101: nobody asked for another protocol, and no reply of HTTP follows.
            return Failed(SignalKind.Faulted, $"status {reply.Status} is no answer");
        }

        if (reply.Status >= 400)
        {
            await GatherToAsync(LargestError);
            return Refused(reply.Status, Plain(Source.Held));
        }

        var came = await GatherAsync();
        untilFirstByte?.Rest(times.Total - clock.GetElapsedTime(times.Started));
        if (Endpoint is Endpoint.Other or Endpoint.Models or Endpoint.Model || reply.Status is >= 300 or 204)
        {
            return Answered();
        }

        if (reply.Kind == ContentKind.Foreign)
        {
            return Failed(SignalKind.Faulted, $"answered with {ContentKinds.NameOf(reply.Reply.Response)}");
        }

        if (came == 0)
        {
            return Failed(SignalKind.Broken, "the reply has no body");
        }

        return !reply.Coding.IsPlain ? Answered()
            : reply.IsEventStream ? await StreamAsync()
            : reply.IsStream && reply.Reply.Sent.Change?.Reader() is { } reader ? await OtherStreamAsync(reader)
            : await BodyAsync();
    }

    /// <summary>The reply broke, or was waited for too long.</summary>
    public Peeked Broke(bool late, bool left)
    {
        if (left)
        {
            return new Peeked(Signal.Cancelled, reply, _firstByte) { Speaks = false };
        }

        if (reply.Status >= 400)
        {
            // Status, headers and what came of the body tell what it was; to pass on they are too little.
            return Refused(reply.Status, Plain(Source.Held)) with { Speaks = false };
        }

        return late ? Failed(SignalKind.TimedOut, "no first token came in time") : Failed(SignalKind.Broken, "the reply broke off before its first content");
    }

    private async ValueTask<Peeked> StreamAsync()
    {
        var events = new SseSplitter();
        for (var seen = 0; Source.Held.Length < LargestPrelude;)
        {
            var (step, error) = Look(events, Source.Held[seen..]);
            if (step == StreamStep.Lifecycle)
            {
                seen = Source.Held.Length;
                if (await GatherAsync() > 0)
                {
                    continue;
                }

                (step, error) = LookAtLast(events);
            }

            if (step == StreamStep.Lifecycle)
            {
                return Failed(SignalKind.Broken, "the stream ended before its first content");
            }

            if (error is not null)
            {
                // What follows an error is nothing worth waiting for; often the connection just breaks.
                reply.EndHere();
                return Refused(reply.Status, error);
            }

            break;
        }

        return Answered(StartUsage());
    }

    /// <summary>A stream that is none of server-sent events is read as its format reads it.</summary>
    private async ValueTask<Peeked> OtherStreamAsync(ReplyReader reader)
    {
        var events = new List<ReplyEvent>();
        for (var (seen, ended) = (0, false); Source.Held.Length < LargestPrelude;)
        {
            reader.Read(Source.Held.Span[seen..], events);
            seen = Source.Held.Length;
            if (ended)
            {
                reader.End(events);
            }

            foreach (var next in events)
            {
                if (next is Failed failed)
                {
                    reply.EndHere();
                    return Refused(failed.Error);
                }

                if (next is not (Started or Pinged))
                {
                    return Answered();
                }
            }

            if (ended)
            {
                return Failed(SignalKind.Broken, "the stream ended before its first content");
            }

            events.Clear();
            ended = await GatherAsync() == 0;
        }

        return Answered();
    }

    private async ValueTask<Peeked> BodyAsync()
    {
        if (reply.Kind == ContentKind.Unsaid && !WholeBody.IsJson(Source.Held.Span))
        {
            return call.Facts.Stream ? Answered() : Failed(SignalKind.Faulted, "answered with something other than JSON");
        }

        if (Endpoint == Endpoint.StreamGenerateContent)
        {
            // Without alt=sse a stream of Gemini is an array that comes item by item.
            while (Source.Held.Length < LargestPrelude && !WholeBody.HasFirstItem(Source.Held.Span) && await GatherAsync() > 0)
            {
            }
        }
        else
        {
            await GatherToAsync(LargestBody);
        }

        var body = Source.Held.Span;
        if (WholeBody.HasError(body))
        {
            return Refused(reply.Status, body.Length > LargestError ? body[..LargestError] : body);
        }

        return Source.Ended && !WholeBody.IsWhole(body) ? Failed(SignalKind.Broken, "the reply is not whole") : Answered();
    }

    private async ValueTask<int> GatherAsync()
    {
        var came = await Source.GatherAsync(cancel);
        _firstByte ??= came > 0 ? clock.GetTimestamp() : null;
        return came;
    }

    private async ValueTask GatherToAsync(int limit)
    {
        while (Source.Held.Length < limit && !Source.Ended)
        {
            await GatherAsync();
        }
    }

    private (StreamStep Step, byte[]? Error) Look(SseSplitter events, ReadOnlyMemory<byte> fresh)
    {
        var rest = fresh.Span;
        while (events.TryRead(ref rest, out var next))
        {
            var step = StreamStart.Of(Api, Endpoint, next.Name, next.Data);
            if (step != StreamStep.Lifecycle)
            {
                return (step, step == StreamStep.Error ? next.Data.ToArray() : null);
            }
        }

        return (StreamStep.Lifecycle, null);
    }

    private (StreamStep Step, byte[]? Error) LookAtLast(SseSplitter events)
    {
        if (!events.TryFinish(out var last))
        {
            return (StreamStep.Lifecycle, null);
        }

        var step = StreamStart.Of(Api, Endpoint, last.Name, last.Data);
        if (step == StreamStep.Content && !WholeBody.IsWhole(last.Data))
        {
            // Half an event is no content.
            step = StreamStep.Lifecycle;
        }

        return (step, step == StreamStep.Error ? last.Data.ToArray() : null);
    }

    private TokenUsage? StartUsage()
    {
        if (Api != Api.Anthropic || Meters.For(Api, Endpoint, eventStream: true) is not { } meter)
        {
            return null;
        }

        meter.Write(Source.Held.Span);
        return meter.Read().Usage;
    }

    private ReadOnlySpan<byte> Plain(ReadOnlyMemory<byte> body) =>
        reply.Coding.IsPlain ? body.Span : Source.Ended ? reply.Coding.Decoded(body, LargestError) : default;

    private Peeked Answered(TokenUsage? usage = null) => new(Signal.Answered, reply, _firstByte, usage);

    private Peeked Failed(SignalKind kind, string message) => new(new Signal(kind, Message: message), reply, _firstByte) { Speaks = false };

    private Peeked Refused(ProviderError error)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, NeutralJson.Readable))
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            if (error.Code is not null)
            {
                json.WriteString("type"u8, error.Code);
            }

            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Refused(reply.Status, body.WrittenSpan);
    }

    private Peeked Refused(int status, ReadOnlySpan<byte> body)
    {
        var signal = SignalReader.Of(provider.Profile, status, reply.Reply.Header, body.Length > LargestError ? body[..LargestError] : body, clock.GetUtcNow());
        if (signal.Kind == SignalKind.Answered)
        {
            // There was an error, whatever it may be.
            signal = signal with { Kind = SignalKind.Faulted };
        }

        return new Peeked(signal with { Message = signal.Message ?? ErrorText.Of(JsonText.Member(body, "error"u8)) }, reply, _firstByte);
    }
}
