using RelayPlane.Upstream;

namespace RelayPlane.Relay;

/// <summary>Status and headers of a reply that is translated: the provider's own describe another body, in another API's words, so only its request id goes on.</summary>
internal static class TranslatedHeaders
{
    /// <param name="contentType">Of what the client is sent.</param>
    public static void Write(UpstreamReply reply, HttpResponse client, int status, string contentType)
    {
        client.StatusCode = status;
        client.ContentType = contentType;
        if (contentType.StartsWith("text/event-stream", StringComparison.Ordinal))
        {
            client.Headers.CacheControl = "no-cache";
        }

        // Each API's clients look under their own name.
        if ((reply.Header("request-id") ?? reply.Header("x-request-id") ?? reply.Header("x-amzn-RequestId")) is { } id && id.All(one => one is > ' ' and < '\u007f'))
        {
            client.Headers["request-id"] = id;
            client.Headers["x-request-id"] = id;
        }

        if (status >= 400 && reply.Header("retry-after") is { } after && int.TryParse(after, out var seconds))
        {
            client.Headers.RetryAfter = Math.Clamp(seconds, 1, 59).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
