using System.Globalization;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Routing;

namespace RelayPlane.Relay;

/// <summary>Keeps a streamed call's client from giving up while its call waits: after a while it begins the stream, and pings until there is an answer.</summary>
internal static class KeepAlive
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the dispatch. A call that is answered soon, or is no stream, is none the wiser.</summary>
    /// <param name="pingAfter">How long the status is held; after it only an event within the stream can say that the call failed, and SDKs do not try again then.</param>
    public static ValueTask<OrRefusal<Dispatched>> WhileAsync(
        Call call, HttpResponse client, ValueTask<OrRefusal<Dispatched>> sending, TimeSpan pingAfter, TimeProvider clock, CancellationToken cancel) =>
        sending.IsCompleted || !TakesPings(call) ? sending : WaitAsync(call, client, sending.AsTask(), pingAfter, clock, cancel);

    private static async ValueTask<OrRefusal<Dispatched>> WaitAsync(
        Call call, HttpResponse client, Task<OrRefusal<Dispatched>> sending, TimeSpan pingAfter, TimeProvider clock, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        for (var wait = pingAfter; !await EndsWithinAsync(sending, wait, clock); wait = Between)
        {
            if (cancel.IsCancellationRequested || !await PingAsync(call, client, clock.GetElapsedTime(started), cancel))
            {
                break;
            }
        }

        // A client that hung up ends the sending too.
        return await sending;
    }

    private static async ValueTask<bool> EndsWithinAsync(Task sending, TimeSpan wait, TimeProvider clock)
    {
        await sending.WaitAsync(wait, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sending.IsCompleted;
    }

    /// <returns>False where the client is gone.</returns>
    private static async ValueTask<bool> PingAsync(Call call, HttpResponse client, TimeSpan waited, CancellationToken cancel)
    {
        try
        {
            if (!client.HasStarted)
            {
                client.StatusCode = 200;
                client.ContentType = "text/event-stream";
                client.Headers.CacheControl = "no-cache";
            }

            var ping = call.Api == Api.Anthropic
                ? "event: ping\ndata: {\"type\": \"ping\"}\n\n"
                : string.Create(CultureInfo.InvariantCulture, $": queued {waited.TotalSeconds:0} s\n\n");
            await client.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(ping), cancel);
            return true;
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    /// <summary>A stream of server-sent events; Gemini's without <c>alt=sse</c> is a JSON array, which has no room for pings.</summary>
    private static bool TakesPings(Call call) =>
        call.Facts.Stream
        && call.Endpoint is not (Endpoint.Other or Endpoint.Models or Endpoint.Model)
        && (call.Api != Api.Gemini || call.Query.Contains("alt=sse", StringComparison.Ordinal));
}
