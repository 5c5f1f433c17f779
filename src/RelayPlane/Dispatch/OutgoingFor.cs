using RelayPlane.Catalog;
using RelayPlane.Dialects;
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
            (var endpoint, true) => Translated(call, target, endpoint, new EncodeFor(target.Provider.Name, target.Model, traits, key) { TakesIncludeUsage = target.Provider.IncludeUsage }, allowLoss),
            _ => Passed(call, target),
        };
    }

    private static Outgoing Passed(Call call, Target target)
    {
        var facts = call.Facts;
        var address = UpstreamAddress.Of(call, target)!;
        var model = facts.Model is not null && facts.Model != target.Model && !facts.ModelValue.Equals(default) ? target.Model : null;
        var addUsage = call.Endpoint == Endpoint.ChatCompletions && facts.Stream && !facts.IncludesUsage && target.Provider.IncludeUsage;
        return model is null && !addUsage
            ? new Outgoing(address, call.Endpoint, call.Body) { IsClients = true }
            : new Outgoing(address, call.Endpoint, Fidelity.Splice(call.Body.Span, facts, model, addUsage)) { Change = addUsage ? UsageTakenOut.Instance : null };
    }

    private static OrRefusal<Outgoing> Translated(Call call, Target target, Endpoint endpoint, EncodeFor sent, bool allowLoss)
    {
        var sse = call.Api != Api.Gemini || call.Query.Contains("alt=sse", StringComparison.Ordinal);
        var head = new RequestHead(call.Facts.ModelValue.Equals(default) ? call.Facts.Model : null, call.Facts.Stream, sse);
        var context = new ReplyContext(call.Id, target.Model, call.At) { Sse = sse };
        return RequestTranslation.Translate(call.Body, WireFormats.Of(call.Endpoint)!.Value, WireFormats.Of(endpoint)!.Value, head, sent, context, allowLoss)
            .TryGet(out var request, out var refusal)
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
