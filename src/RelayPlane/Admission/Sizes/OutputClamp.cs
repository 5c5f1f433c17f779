using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Sizes;

/// <summary>Makes a call ask for less output than its client did.</summary>
internal static class OutputClamp
{
    /// <summary>What OpenAI takes from every model; what others want instead is put right when a call is mended for them.</summary>
    private const string UsualField = "max_completion_tokens";

    /// <summary>A planned call with less output; a member that it lacks is named as its first target wants it, as not every target has it put right.</summary>
    public static Asking Of(Asking asking, long maxOutput) =>
        asking with { Call = To(asking.Call, maxOutput, asking.Plan.Targets[0].Provider.TraitsOf(asking.Plan.Targets[0].Model).LimitField) };

    /// <param name="maxOutput">Tokens of all its answers together; a limit of the client's own below it stays.</param>
    /// <returns>The same call where it asks for no more than that already, or writes nothing.</returns>
    public static Call To(Call call, long maxOutput) => To(call, maxOutput, UsualField);

    /// <param name="chatField">The member for a Chat Completions body that has none: the first target's <c>LimitField</c>.</param>
    public static Call To(Call call, long maxOutput, string chatField)
    {
        if (!OutputLimit.Has(call.Endpoint) || call.Body.IsEmpty)
        {
            return call;
        }

        var each = Math.Max(1, maxOutput / call.Facts.Choices);
        var lowered = OutputLimit.Lower(call.Body.Span, call.Endpoint, each, chatField);
        if (lowered is null || !RequestScan.Scan(lowered, call.Endpoint).TryGet(out var facts, out _))
        {
            return call;
        }

        // What the path says of a Gemini call stays.
        var inPath = call.Facts.ModelValue.Equals(default);
        return call with
        {
            Body = lowered,
            Lease = null,
            Facts = facts with { Model = call.Facts.Model, Stream = call.Facts.Stream, ModelValue = inPath ? default : facts.ModelValue },
        };
    }
}
