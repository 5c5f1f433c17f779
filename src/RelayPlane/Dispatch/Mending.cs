using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Mending;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>Decides whether a call in its target's own format is mended. A model that the client asked for at its own home is asked in the client's very words. Pure.</summary>
internal static class Mending
{
    /// <param name="body">The client's, the model already in its place.</param>
    public static Mended Of(Call call, Target target, ModelTraits traits, ReadOnlyMemory<byte> body)
    {
        if (!target.Provider.Mends || (target.Provider.Name == HomeProvider.Of(call.Api) && IsAsked(call, target.Model)))
        {
            return new Mended(body, []);
        }

        return call.Endpoint switch
        {
            Endpoint.ChatCompletions => new ChatMending(traits, target.Provider.IncludeUsage).Apply(body),
            Endpoint.Messages when target.Model.Contains("claude", StringComparison.OrdinalIgnoreCase) => new MessagesMending(traits).Apply(body),
            Endpoint.Responses => new ResponsesMending(traits).Apply(body),
            _ => new Mended(body, []),
        };
    }

    /// <summary>Whether the stream of a provider's dialect is written again. One of several answers is not: only one can be.</summary>
    public static bool MendsReply(Call call, Target target, ModelTraits traits) =>
        traits.MendsReplies && target.Provider.Mends && call.Endpoint == Endpoint.ChatCompletions && call.Facts.Stream
        && JsonText.Count(JsonText.Member(call.Body.Span, "n"u8)) is null or 1;

    /// <summary>With the provider's name before it, or without.</summary>
    private static bool IsAsked(Call call, string model) =>
        call.Facts.Model is { } asked && (asked == model || asked.EndsWith("/" + model, StringComparison.Ordinal));
}
