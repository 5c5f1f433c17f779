using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>The bytes that go up: the client's own, but for the exceptions that <see cref="Fidelity"/> lists. Pure.</summary>
internal static class BodyFor
{
    /// <returns>The body, and whether usage was asked for in the client's place.</returns>
    public static (ReadOnlyMemory<byte> Body, bool UsageAdded) Target(Call call, Target target)
    {
        var facts = call.Facts;
        var model = facts.Model is not null && facts.Model != target.Model && !facts.ModelValue.Equals(default) ? target.Model : null;
        var addUsage = call.Endpoint == Endpoint.ChatCompletions && facts.Stream && !facts.IncludesUsage && target.Provider.IncludeUsage;
        return model is null && !addUsage
            ? (call.Body, false)
            : (Fidelity.Splice(call.Body.Span, facts, model, addUsage), addUsage);
    }
}
