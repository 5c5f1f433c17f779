using RelayPlane.Metering;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Routing.Deciding;

/// <summary>Where the conversation of a call stands before it.</summary>
/// <param name="State">Null for a new one.</param>
/// <param name="IsCached">Whether there is a prompt cache to lose: an agent's conversation, or one that a provider says it holds.</param>
/// <param name="Input">About how many tokens the prompt has.</param>
/// <param name="Held">How many of them are cached where the conversation is.</param>
internal sealed record Standing(SessionState? State, bool IsCached, long Input, long Held)
{
    /// <summary>No provider caches a shorter prompt by itself.</summary>
    private const double ShortestCached = 1024;

    /// <param name="asked">The model that is asked for; null for no certain one.</param>
    public static Standing Of(SessionState? known, Call call, Target? asked)
    {
        var shape = call.Look.Shape;
        var guessed = call.Facts.PromptTokens;
        var agents = shape.MarksCache || shape.MidTask || (shape.Tools > 0 && guessed >= ShortestCached);
        if (known is null && agents && asked is not null && shape.Messages > 2)
        {
            // It began before anybody looked: the model that it asks for has answered it, and holds it.
            var all = (long)guessed;
            known = new SessionState(asked, all, call.At, new Money(0)) { Asked = asked, AskedTokens = all };
        }

        var input = Math.Max(1, known?.Expected(guessed) ?? (long)Math.Ceiling(guessed));
        var held = Math.Min(input, known?.CachedAt(call.At) ?? 0);
        return new Standing(known, agents || held > 0, input, held);
    }
}
