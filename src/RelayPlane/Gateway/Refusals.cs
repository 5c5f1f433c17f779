using RelayPlane.Dialects;

namespace RelayPlane.Gateway;

/// <summary>The one place that turns a refusal into a reply, in the shape of the client's own API.</summary>
internal static class Refusals
{
    /// <summary>The one place for what nobody expected: a reply that has not begun becomes our own 500, one that has is broken off, so that nobody takes it for whole.</summary>
    public static async Task RescueAsync(HttpContext http, Exception thrown, Journal journal)
    {
        journal.Failed(thrown);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await SendAsync(http, new Refusal(RefusalKind.Internal, $"The gateway itself failed on this call ({thrown.GetType().Name})."), journal);
    }

    public static async Task SendAsync(HttpContext http, Refusal refusal, Journal journal)
    {
        journal.Refused(refusal);
        if (http.RequestAborted.IsCancellationRequested || http.Response.HasStarted)
        {
            return;
        }

        var (status, contentType, body) = ErrorBody.Write(journal.Api, refusal, journal.Id);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers[ReplyNames.CallId] = journal.Id;
        if (refusal.Kind is RefusalKind.ConfiguredKeyRejected or RefusalKind.Authentication)
        {
            // Trying again cannot help before a person has acted (both official SDKs obey this header).
            response.Headers["x-should-retry"] = "false";
        }

        if (refusal.Kind is RefusalKind.TooLarge or RefusalKind.HeadersTooLarge)
        {
            response.Headers.Connection = "close";
        }

        await response.Body.WriteAsync(body, http.RequestAborted);
    }
}
