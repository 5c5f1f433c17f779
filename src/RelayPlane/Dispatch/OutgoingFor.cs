using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Counting;
using RelayPlane.Dialects.Embeddings;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>What goes up to a target: the client's own bytes, but for the exceptions that <see cref="Fidelity"/> lists, or the call in the target's format. Pure.</summary>
internal static class OutgoingFor
{
    /// <summary>Whether the target has any endpoint that the call could go to.</summary>
    public static bool IsSpoken(Call call, Target target) =>
        call.Endpoint == Endpoint.Other || Lanes.To(target.Provider, call.Endpoint, target.Provider.TraitsOf(target.Model), call.Facts.Stream) is not null;

    /// <param name="key">The id of the key that will carry it: opaque state may belong to one.</param>
    /// <param name="allowLoss">Whether the route allows that meaning is lost.</param>
    public static OrRefusal<Outgoing> Target(Call call, Target target, string key, bool allowLoss)
    {
        if (call.Endpoint == Endpoint.Other)
        {
            return new Outgoing(UpstreamAddress.Of(call, target)!, call.Endpoint, call.Body) { IsClients = true };
        }

        var traits = target.Provider.TraitsOf(target.Model);
        return Lanes.To(target.Provider, call.Endpoint, traits, call.Facts.Stream) switch
        {
            null => Endings.NotSpoken(call, target),
            (var endpoint, true) => Translated(call, target, endpoint, Sent(target, traits, key), allowLoss),
            _ => Passed(call, target, traits, key, allowLoss),
        };
    }

    private static OrRefusal<Outgoing> Passed(Call call, Target target, ModelTraits traits, string key, bool allowLoss)
    {
        var facts = call.Facts;
        var address = UpstreamAddress.Of(call, target)!;
        if (OpaqueState.MayBeIn(call.Body.Span) && WireFormats.Of(call.Endpoint) is { } format)
        {
            return Unsealed(call, target, address, format, Sent(target, traits, key), allowLoss);
        }

        var model = facts.Model is not null && facts.Model != target.Model && !facts.ModelValue.Equals(default) ? target.Model : null;
        var addUsage = call.Endpoint == Endpoint.ChatCompletions && facts.Stream && !facts.IncludesUsage && target.Provider.IncludeUsage;
        var body = model is null && !addUsage ? call.Body : Fidelity.Splice(call.Body.Span, facts, model, addUsage);
        var mended = Mending.Of(call, target, traits, body);
        return new Outgoing(address, call.Endpoint, mended.Body)
        {
            IsClients = mended.Body.Equals(call.Body),
            Dropped = mended.Dropped,
            Change = Mending.MendsReply(call, target, traits) ? Rewritten(call, target, traits, key) : addUsage ? UsageTakenOut.Instance : null,
        };
    }

    /// <summary>
    /// The client holds state that another provider gave it in another format: it cannot go up as it is. The call is written again in its own format
    /// without it; the answer comes back untouched.
    /// </summary>
    private static OrRefusal<Outgoing> Unsealed(Call call, Target target, Uri address, WireFormat format, EncodeFor sent, bool allowLoss)
    {
        var takesOut = call.Endpoint == Endpoint.ChatCompletions && call.Facts.Stream && !call.Facts.IncludesUsage && target.Provider.IncludeUsage;
        return RequestTranslation.Translate(call.Body, format, format, Head(call), sent, Context(call, target), allowLoss).TryGet(out var request, out var refusal)
            ? new Outgoing(address, call.Endpoint, request.Body) { Dropped = request.Dropped, Change = takesOut ? UsageTakenOut.Instance : null }
            : refusal;
    }

    /// <summary>A stream that leaves out what clients rely on is read and written again in the same format.</summary>
    private static ReplyTranslated Rewritten(Call call, Target target, ModelTraits traits, string key) => new(
        Formats.Client(WireFormat.Chat)!, Formats.Target(WireFormat.Chat), Sent(target, traits, key), Context(call, target) with { IncludeUsage = call.Facts.IncludesUsage }, asked: true);

    private static EncodeFor Sent(Target target, ModelTraits traits, string key) =>
        new(target.Provider.Name, target.Model, traits, key) { TakesIncludeUsage = target.Provider.IncludeUsage };

    private static RequestHead Head(Call call) =>
        new(call.Facts.ModelValue.Equals(default) ? call.Facts.Model : null, call.Facts.Stream, TakesSse(call));

    private static ReplyContext Context(Call call, Target target) => new(call.Id, target.Model, call.At) { Provider = target.Provider.Name, Sse = TakesSse(call) };

    private static bool TakesSse(Call call) => call.Api != Api.Gemini || call.Query.Contains("alt=sse", StringComparison.Ordinal);

    private static OrRefusal<Outgoing> Translated(Call call, Target target, Endpoint endpoint, EncodeFor sent, bool allowLoss)
    {
        var translated = WireFormats.Of(call.Endpoint) is { } from
            ? RequestTranslation.Translate(call.Body, from, WireFormats.Of(endpoint)!.Value, Head(call), sent, Context(call, target), allowLoss)
            : EmbeddingTranslation.Other(call.Endpoint) is not null ? EmbeddingTranslation.Translate(call.Body, call.Endpoint, target.Model)
            : CountTranslation.Translate(call.Body, call.Endpoint, endpoint, Head(call), sent, allowLoss);
        return translated.TryGet(out var request, out var refusal)
            ? new Outgoing(UpstreamAddress.Of(endpoint, target)!, endpoint, request.Body)
            {
                Translated = true,
                Headers = request.Headers,
                Dropped = request.Dropped,
                Change = request.Change,
            }
            : refusal;
    }
}
