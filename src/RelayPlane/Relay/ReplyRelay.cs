using RelayPlane.Dialects.OpenAI;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Relay;

/// <summary>Carries a reply to the client as each piece arrives, and reads from the side what it reports. Its one line of commitment is where the first byte goes out.</summary>
internal sealed class ReplyRelay(TimeProvider clock)
{
    /// <returns>Null where the reply broke before a byte of it went to the client, so that the call may still end in another way.</returns>
    public async ValueTask<Relayed?> CopyAsync(Call call, Dispatched dispatched, HttpResponse client, CancellationToken cancel)
    {
        var (reply, attempt) = (dispatched.Reply, dispatched.Attempt);
        var eventStream = ReplyHeaders.IsEventStream(reply.Response);
        var coding = ContentCoding.Of(reply.Response, call.Headers.AcceptEncoding.ToString());
        using var meter = new SideMeter(Meters.For(call.Api, call.Endpoint, eventStream), coding);
        using var source = new ReplySource(await reply.Response.Content.ReadAsStreamAsync(cancel), coding, eventStream);
        var sink = new ReplySink(client, meter, eventStream && reply.UsageAdded ? new UsageChunkFilter() : null);
        TimeSpan? firstRead = null;
        string? broke = null;
        var hungUp = false;
        try
        {
            // The peek: nothing is said to the client before the reply's body has begun.
            var piece = await source.ReadAsync(cancel);
            firstRead = clock.GetElapsedTime(attempt.Started);
            ReplyHeaders.Copy(reply, client, coding, sink.Filters);

            // The commit point: from here on the call is this reply, whatever becomes of it.
            while (piece > 0)
            {
                await sink.WriteAsync(source.Piece(piece), cancel);
                if (sink.Bytes > 0)
                {
                    sink.Sent ??= clock.GetTimestamp();
                }

                piece = await source.ReadAsync(cancel);
            }

            await sink.EndAsync(cancel);
            sink.Sent ??= clock.GetTimestamp();
        }
        catch (Exception thrown) when (thrown is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            // Asked once: breaking the connection ourselves, below, looks the same afterwards.
            hungUp = cancel.IsCancellationRequested;
            broke = hungUp ? "the client hung up" : "the provider's reply broke off";
            if (sink.Sent is null && !hungUp && !client.HasStarted)
            {
                // A piece may have come and be held by the filter: the provider's status and headers are then laid out, and not yet said.
                if (firstRead is not null)
                {
                    client.Clear();
                }

                return null;
            }

            if (!hungUp)
            {
                await sink.BreakAsync(call, eventStream && coding.IsPlain);
            }
        }

        var reading = meter.Read();
        return new Relayed(Ended(attempt, reading, firstRead, broke, hungUp), sink.Sent, sink.Bytes);
    }

    private Attempt Ended(Attempt attempt, Reading reading, TimeSpan? firstRead, string? broke, bool hungUp) => attempt with
    {
        Verdict = hungUp ? Verdict.Cancelled
            : broke is not null || (attempt.Verdict == Verdict.Answered && !reading.Complete) ? Verdict.Faulted
            : attempt.Verdict,
        Reading = broke is null ? reading : reading with { Complete = false },
        FirstByte = firstRead,
        Total = clock.GetElapsedTime(attempt.Started),
        Error = reading.Error ?? broke ?? (reading.Complete ? null : "the reply ended before its proper end"),
    };
}
