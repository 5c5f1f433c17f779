using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Relay;

/// <summary>Carries a reply to the client as each piece arrives, and reads from the side what it reports. Its one line of commitment is where the first byte goes out.</summary>
internal sealed class ReplyRelay(TimeProvider clock)
{
    /// <param name="ending">Told what the call has come to, before the client can know that it has ended; not told of a reply that breaks off.</param>
    /// <returns>Nothing relayed, where the reply broke before a byte of it went to the client, so that the call may still end in another way.</returns>
    public async ValueTask<Relayed> CopyAsync(Call call, Dispatched dispatched, HttpResponse client, Terms terms, Action<Relayed> ending, CancellationToken cancel)
    {
        var (reply, attempt) = (dispatched.Reply, dispatched.Attempt);
        var sent = reply.Reply.Sent;
        using var meter = new SideMeter(Meters.For(ApiOf.Endpoint(sent.Endpoint) ?? call.Api, sent.Endpoint, reply.IsStream), reply.Coding);
        if (sent.Translated && (reply.Status >= 400 || dispatched.IsFinal))
        {
            var said = await TranslatedError.SendAsync(call, dispatched, client, bytes => ending(new Relayed(Ended(dispatched, meter.SoFar(), null, null), clock.GetTimestamp(), bytes)), cancel);
            return new Relayed(Ended(dispatched, meter.Read(), null, null), clock.GetTimestamp(), said);
        }

        var change = reply.Status < 300 ? sent.Change : null;
        if (client.HasStarted && !(reply.IsEventStream && reply.Coding.IsPlain && reply.Status < 400) && change is not { ContentType: not null })
        {
            // A stream was begun while the call waited, and this is none.
            Relayed Late(long bytes) => new(Ended(dispatched, meter.Read(), Verdict.Faulted, "answered with no stream after one was begun"), clock.GetTimestamp(), bytes);
            return Late(await LateReply.SendAsync(call, reply, client, meter, bytes => ending(Late(bytes)), cancel));
        }

        Relayed? told = null;
        var sink = new ReplySink(client, meter, change?.Begin(reply.IsStream), sink => ending(told = new Relayed(Ended(dispatched, meter.SoFar(), null, null), sink.Sent, sink.Bytes)));
        using var watch = reply.IsWhole ? null : new StallWatch(terms.BetweenTokens ?? StallWatch.UsualSilence, terms.Total - clock.GetElapsedTime(attempt.Started), clock, cancel);
        string? broke = null;
        Verdict? verdict = null;
        try
        {
            if (!client.HasStarted)
            {
                if (sink.Translates)
                {
                    TranslatedHeaders.Write(reply.Reply, client, reply.Status, change!.ContentType!);
                }
                else
                {
                    ReplyHeaders.Copy(reply.Reply, client, reply.Coding, sink.Rewrites);
                }
            }

            // The commit point: from here on the call is this reply, whatever becomes of it.
            while (true)
            {
                watch?.Waits();
                var piece = await reply.Source.NextAsync(watch?.Token ?? cancel);
                watch?.Came(piece.Span);
                if (piece.IsEmpty)
                {
                    break;
                }

                await sink.WriteAsync(piece, cancel);
                if (sink.Bytes > 0)
                {
                    sink.Sent ??= clock.GetTimestamp();
                }
            }

            await sink.EndAsync(cancel);
            sink.Sent ??= clock.GetTimestamp();
        }
        catch (Exception thrown) when (thrown is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            // Asked once: breaking the connection ourselves, below, looks the same afterwards.
            var hungUp = cancel.IsCancellationRequested;
            var stalled = watch is { Fired: true };
            verdict = hungUp ? Verdict.Cancelled : stalled ? Verdict.TimedOut : Verdict.Faulted;
            broke = hungUp ? "the client hung up" : stalled ? "the provider's reply stalled" : "the provider's reply broke off";
            if (sink.Sent is null && !hungUp && !client.HasStarted)
            {
                // A piece may have come and be held by the filter: the provider's status and headers are then laid out, and not yet said.
                client.Clear();
                return new Relayed(Ended(dispatched, meter.Read() with { Complete = false }, verdict, broke), null, 0) { IsNothing = true };
            }

            if (!hungUp)
            {
                await sink.BreakAsync(call, reply.IsEventStream && reply.Coding.IsPlain, stalled ? "The provider sent nothing more for too long." : "The provider's reply broke off before its end.");
            }
        }

        if (broke is null && told is { Attempt.Reading.Complete: true } && !sink.WentOn && (!reply.IsStream || meter.HasEnded))
        {
            // What was told of it before its last bytes went out still holds.
            return told with { FirstByte = sink.Sent, BytesOut = sink.Bytes };
        }

        // A format that the meter knows no content of has no end that it would know either.
        var reading = meter.Read();
        if (broke is null && !sink.Translates && reading is { Complete: false, Error: null, HasContent: true } && reply.IsEventStream && reply.Coding.IsPlain && !cancel.IsCancellationRequested)
        {
            await sink.BreakAsync(call, canSayIt: true, "The provider's reply ended without its last event.");
        }

        return new Relayed(Ended(dispatched, broke is null ? reading : reading with { Complete = false }, verdict, broke), sink.Sent, sink.Bytes);
    }

    /// <summary>A final error's attempt has ended long since; only what its body reports is new.</summary>
    private Attempt Ended(Dispatched dispatched, Reading reading, Verdict? verdict, string? broke)
    {
        var attempt = dispatched.Attempt;
        return dispatched.IsFinal
            ? attempt with { Reading = reading, Error = attempt.Error ?? reading.Error }
            : attempt with
            {
                Verdict = verdict ?? (attempt.Verdict == Verdict.Answered && !reading.Complete ? Verdict.Faulted : attempt.Verdict),
                Reading = reading,
                Total = dispatched.HasEnded ? attempt.Total : clock.GetElapsedTime(attempt.Started),
                Error = reading.Error ?? broke ?? (reading.Complete ? null : "the reply ended before its proper end"),
            };
    }
}
