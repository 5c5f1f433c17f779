using RelayPlane.Catalog;
using RelayPlane.Dialects;

namespace RelayPlane.Gateway;

/// <summary>The one place that turns a refusal into a reply, in the shape of the client's own API.</summary>
internal static class Refusals
{
    /// <summary>The one place for what nobody expected: a reply that has not begun becomes our own 500, one that has is broken off, so that nobody takes it for whole.</summary>
    public static async Task RescueAsync(HttpContext http, Exception thrown, CallNotes notes)
    {
        notes.Failed(thrown);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await SendAsync(http, new Refusal(RefusalKind.Internal, $"The gateway itself failed on this call ({thrown.GetType().Name})."), notes);
    }

    public static async Task SendAsync(HttpContext http, Refusal refusal, CallNotes notes)
    {
        notes.Refused(refusal);
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (http.Response.HasStarted)
        {
            // The stream was begun while the call waited: its dialect's error event is all that can still be said.
            notes.Ending();
            await http.Response.Body.WriteAsync(ErrorBody.InStream(notes.Api, notes.Endpoint, refusal, notes.Id), http.RequestAborted);
            return;
        }

        var (status, contentType, body) = refusal.Words is { } words ? (words.Status, words.ContentType, words.Body) : ErrorBody.Write(notes.Api, refusal, notes.Id);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers[ReplyNames.CallId] = notes.Id;
        if (refusal.Words?.RequestId is { } id)
        {
            response.Headers[notes.Api == Api.Anthropic ? "request-id" : "x-request-id"] = id;
        }

        Advise(response.Headers, refusal);
        if (refusal.Kind is RefusalKind.TooLarge or RefusalKind.HeadersTooLarge)
        {
            response.Headers.Connection = "close";
        }

        notes.Ending();
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Tells the client whether and when to ask again; both official SDKs obey.</summary>
    private static void Advise(IHeaderDictionary headers, Refusal refusal)
    {
        // What we retried ourselves, or a person must act on, is not mended by asking at once.
        bool? again = refusal.ShouldRetry ?? refusal.Kind switch
        {
            RefusalKind.ConfiguredKeyRejected or RefusalKind.Authentication or RefusalKind.ProviderUnreachable or RefusalKind.Exhausted or RefusalKind.Overloaded => false,
            RefusalKind.Draining => true,
            _ => null,
        };
        if (again is { } retry)
        {
            headers[ReplyNames.ShouldRetry] = retry ? "true" : "false";
        }

        double? after = refusal.RetryAfter?.TotalSeconds ?? refusal.Kind switch { RefusalKind.Overloaded => 30, RefusalKind.Draining => 1, _ => null };
        if (after is { } seconds)
        {
            headers.RetryAfter = Math.Clamp(Math.Ceiling(seconds), 1, 59).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
