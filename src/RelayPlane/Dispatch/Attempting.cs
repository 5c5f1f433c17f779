using RelayPlane.Catalog;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>Sends one attempt and opens what comes back as far as its first content, and tells the pacer what it showed.</summary>
internal sealed class Attempting(UpstreamClient upstream, TimeProvider clock)
{
    /// <summary>How long a reply that is not streamed may take to be made, where neither route nor client says: as long as the official SDKs wait.</summary>
    private static readonly TimeSpan s_wholeReply = TimeSpan.FromSeconds(600);

    /// <returns>The reply where there is one, whether an answer or not, and what it showed.</returns>
    public async ValueTask<(Peeked? Peeked, Signal Signal)> SendAsync(Call call, Outgoing sent, Reservation turn, Terms terms, List<Attempt> attempts, CancellationToken cancel)
    {
        var target = turn.Choice.Target;
        using var request = RequestWriting.Write(call, target, sent, turn.Key, target.Provider.Name == HomeProvider.Of(call.Api), clock.GetUtcNow());
        if (terms.Connect is { } connect)
        {
            request.Options.Set(Connections.ConnectWithin, connect);
        }

        var attempt = new Attempt(attempts.Count + 1, target, turn.Key.Label, clock.GetUtcNow(), clock.GetTimestamp());
        attempts.Add(attempt);
        var times = TimesOf(call, turn, terms, attempt.Started);
        var (response, fault) = await HeadersAsync(request, call, times, cancel);
        attempts[^1] = attempt = attempt with { Connect = request.Connect };
        if (response is null)
        {
            var signal = FaultSignal.Of(fault!);
            attempts[^1] = attempt with { Verdict = fault!.Kind == FaultKind.BadUpload ? Verdict.Rejected : Verdicts.Of(signal), Total = clock.GetElapsedTime(attempt.Started), Error = fault.Message };
            turn.Failed(signal, default);
            return (null, signal);
        }

        var reply = new UpstreamReply(response, sent);
        attempts[^1] = attempt = attempt with { Status = reply.Status, Verdict = Verdicts.Of(reply.Status), RequestId = ReplyFacts.RequestId(reply) };
        var limits = ReplyFacts.Limits(target.Provider.Profile, reply, clock.GetUtcNow());
        var peeked = await Peek.ReadAsync(call, target.Provider, reply, times, clock, cancel);
        TimeSpan? firstByte = peeked.FirstByte is { } first ? clock.GetElapsedTime(attempt.Started, first) : null;
        attempts[^1] = attempt = attempt with { FirstByte = firstByte };
        if (peeked.Signal.Kind == SignalKind.Answered)
        {
            turn.Observe(limits);
            turn.Answered(call.Facts.Stream ? firstByte : null, peeked.Usage);
            return (peeked, peeked.Signal);
        }

        attempts[^1] = attempt with { Verdict = Verdicts.Of(peeked.Signal), Total = clock.GetElapsedTime(attempt.Started), Reading = HeldReading.Of(call, peeked.Reply), Error = peeked.Signal.Message };
        turn.Failed(peeked.Signal, limits, peeked.Signal.Kind == SignalKind.Exhausted ? ReplyFacts.Words(peeked) : null);
        return (peeked, peeked.Signal);
    }

    private async ValueTask<(HttpResponseMessage? Response, UpstreamFault? Fault)> HeadersAsync(HttpRequestMessage request, Call call, PeekTimes times, CancellationToken cancel)
    {
        if (call.Endpoint is Endpoint.Other or Endpoint.Models or Endpoint.Model)
        {
            return await upstream.SendAsync(request, cancel);
        }

        var within = times.FirstToken ?? times.FirstByte;
        using var patience = new Patience(times.Total < within ? times.Total.Value : within, clock, cancel);
        var (response, fault) = await upstream.SendAsync(request, patience.Token);
        return fault is not null && patience.RanOut
            ? (null, new UpstreamFault(FaultKind.TimedOut, $"{request.RequestUri!.Authority} did not answer in time"))
            : (response, fault);
    }

    private static PeekTimes TimesOf(Call call, Reservation turn, Terms terms, long started)
    {
        var usual = call.Facts.Stream ? turn.FirstToken
            : Deadline.Announced(call.Headers) is { } announced && announced > s_wholeReply ? announced
            : s_wholeReply;
        return new PeekTimes(started, usual, terms.FirstToken, terms.Total);
    }
}
