using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Pacing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>What dispatching wants to know of a reply's headers.</summary>
internal static class ReplyFacts
{
    private const int LongestWords = 16 * 1024;

    public static string? RequestId(UpstreamReply reply) => reply.Header("request-id") ?? reply.Header("x-request-id") ?? reply.Header("x-amzn-requestid") ?? reply.Header("x-amzn-RequestId");

    /// <param name="now">The wall clock, where the reply has no date of its own.</param>
    public static LimitReport Limits(RateProfile profile, UpstreamReply reply, DateTimeOffset now) =>
        profile.Headers.Count == 0 ? default : LimitHeaders.Read(profile, reply.Header, reply.Response.Headers.Date ?? now);

    /// <summary>The provider's words for why a key is at its end; null where they are too long to keep, or in a format that no client speaks.</summary>
    public static ProviderWords? Words(Peeked peeked)
    {
        if (ApiOf.Endpoint(peeked.Reply.Reply.Sent.Endpoint) is not { } api || !peeked.Hold() || peeked.Reply.Source.Held is not { Length: <= LongestWords } held)
        {
            return null;
        }

        var reply = peeked.Reply.Reply;
        return new ProviderWords(api, reply.Status, reply.Header("Content-Type") ?? "application/json", held.ToArray(), RequestId(reply));
    }
}
