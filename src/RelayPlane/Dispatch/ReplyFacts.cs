using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Pacing;

namespace RelayPlane.Dispatch;

/// <summary>What dispatching wants to know of a reply's headers.</summary>
internal static class ReplyFacts
{
    private const int LongestWords = 16 * 1024;

    public static string? RequestId(HttpResponseMessage response) => Header(response, "request-id") ?? Header(response, "x-request-id");

    /// <param name="now">The wall clock, where the reply has no date of its own.</param>
    public static LimitReport Limits(RateProfile profile, HttpResponseMessage response, DateTimeOffset now) =>
        profile.Headers.Count == 0 ? default : LimitHeaders.Read(profile, name => Header(response, name), response.Headers.Date ?? now);

    /// <summary>The provider's words for why a key is at its end; null where they are too long to keep.</summary>
    public static ProviderWords? Words(Api api, Peeked peeked)
    {
        if (!peeked.Hold() || peeked.Reply.Source.Held is not { Length: <= LongestWords } held)
        {
            return null;
        }

        var response = peeked.Reply.Reply.Response;
        return new ProviderWords(
            api, peeked.Reply.Status, response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : "application/json", held.ToArray(), RequestId(response));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
