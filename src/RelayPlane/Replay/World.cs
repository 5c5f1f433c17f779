using RelayPlane.Metering;

namespace RelayPlane.Replay;

/// <summary>One course that things could have taken: what calls cost in it, one after the other. As long as it has gone as it was recorded, a call costs what was recorded.</summary>
internal sealed class World(Ratios ratios)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly PromptCaches _caches = new(ratios);

    /// <summary>Conversations at models where this course has left the recorded one, until nothing is left of it in any cache.</summary>
    private readonly Dictionary<(ulong Conversation, int Place), DateTimeOffset> _astray = [];

    private int _calls;

    /// <summary>What a call uses at a model, and costs there; null where no price is known.</summary>
    /// <param name="paid">What was paid for it as it was recorded.</param>
    public Spent? Spend(in Prompt prompt, Place place, Money paid)
    {
        if (place == prompt.Answered && !IsAstray(prompt, place))
        {
            _caches.Recorded(prompt);
            return new Spent(prompt.Usage, paid);
        }

        Stray(prompt, place);
        return Modelled(prompt, place, paid);
    }

    /// <summary>The same by the model alone, whatever was recorded of its cache.</summary>
    /// <param name="keeps">Whether it is surely sent; else it leaves no trace.</param>
    public Spent? Modelled(in Prompt prompt, Place place, Money paid, bool keeps = true)
    {
        var from = prompt.Answered;
        var input = place == from ? prompt.Usage.TotalInput : (long)Math.Round(prompt.Usage.TotalInput * ratios.Tokens(from, place));
        var (output, reasoning) = (prompt.Usage.Output, prompt.Usage.Reasoning);
        if (place != from && ratios.Output(from, place) is var factor && factor != 1)
        {
            output = Math.Min((long)Math.Round(output * factor), Math.Max(output, prompt.MaxOutput ?? long.MaxValue));
            reasoning = Math.Min(output, (long)Math.Round(reasoning * factor));
        }

        var usage = _caches.Take(prompt, place, input, keeps: keeps) with { Output = output, Reasoning = reasoning, WebSearches = prompt.Usage.WebSearches };
        return place.Cost(usage, prompt.At) is { } list ? new Spent(usage, Scaled(prompt, place, list, paid)) : null;
    }

    /// <summary>What a batch or priority tier did to a provider's list price, it does to its other models' too.</summary>
    private static Money Scaled(in Prompt prompt, Place place, Money list, Money paid) =>
        place.Provider == prompt.Answered.Provider && prompt.Answered.Cost(prompt.Usage, prompt.At) is { NanoUsd: > 0 } own && own != paid
            ? new Money((long)Math.Round((double)list.NanoUsd * paid.NanoUsd / own.NanoUsd))
            : list;

    private bool IsAstray(in Prompt prompt, Place place) => _astray.TryGetValue((prompt.Conversation, place.Index), out var until) && until > prompt.At;

    private void Stray(in Prompt prompt, Place place)
    {
        if (place == prompt.Answered)
        {
            // After it the cache there holds again what was recorded.
            _astray.Remove((prompt.Conversation, place.Index));
            return;
        }

        _astray[(prompt.Conversation, place.Index)] = _astray[(prompt.Conversation, prompt.Answered.Index)] = prompt.At + Longest;
        if (++_calls % (1 << 16) == 0)
        {
            foreach (var (key, until) in _astray)
            {
                if (until <= prompt.At)
                {
                    _astray.Remove(key);
                }
            }
        }
    }
}

/// <summary>What a call used, and what it cost.</summary>
internal readonly record struct Spent(TokenUsage Usage, Money Cost);
