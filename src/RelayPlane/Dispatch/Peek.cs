using RelayPlane.Catalog;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>Opens a reply as far as its first content, while the call may still be answered by another attempt. Nothing of it has gone to the client by then.</summary>
internal static class Peek
{
    /// <summary>What the body of an error may take to come, once its headers have.</summary>
    private static readonly TimeSpan ErrorBody = TimeSpan.FromSeconds(5);

    /// <param name="reply">Owned by the result.</param>
    public static async ValueTask<Peeked> ReadAsync(Call call, Provider provider, UpstreamReply reply, PeekTimes times, TimeProvider clock, CancellationToken cancel)
    {
        using var patience = PatienceFor(call, reply, times, clock, cancel);
        var peeking = new Peeking(call, provider, await OpenReply.OfAsync(reply, call.Headers.AcceptEncoding.ToString(), cancel), clock, patience?.Token ?? cancel);
        try
        {
            return await peeking.ReadAsync(times.FirstToken is null ? patience : null, times);
        }
        catch (Exception thrown) when (thrown is IOException or HttpRequestException or OperationCanceledException or InvalidDataException)
        {
            return peeking.Broke(patience?.RanOut == true, cancel.IsCancellationRequested);
        }
        catch
        {
            peeking.Reply.Dispose();
            throw;
        }
    }

    /// <returns>Null where only the client ends the wait: a whole reply takes as long as its generation does.</returns>
    private static Patience? PatienceFor(Call call, UpstreamReply reply, PeekTimes times, TimeProvider clock, CancellationToken cancel)
    {
        if (reply.Status >= 400)
        {
            return new Patience(ErrorBody, clock, cancel);
        }

        TimeSpan? first = call.Endpoint is Endpoint.Other or Endpoint.Models or Endpoint.Model ? null
            : times.FirstToken ?? (call.Facts.Stream ? times.FirstByte : null);
        var within = first is { } token && !(times.Total < token) ? token : times.Total;
        return within is { } time ? new Patience(time - clock.GetElapsedTime(times.Started), clock, cancel) : null;
    }
}
