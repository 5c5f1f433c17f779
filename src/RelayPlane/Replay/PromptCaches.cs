using RelayPlane.Metering;

namespace RelayPlane.Replay;

/// <summary>
/// What the providers' prompt caches would hold in one course of things: for each conversation at each model as much as it sent there last, for each
/// program what its conversations begin with, both until nobody has used it for five minutes, or an hour. Calls come in order of time.
/// </summary>
/// <param name="ratios">What was learned from the recording.</param>
internal sealed class PromptCaches(Ratios ratios)
{
    /// <summary>Providers that cache by themselves do so from this length on, in steps.</summary>
    private const long LeastAutomatic = 1024;
    private const long Step = 128;

    /// <summary>Calls between two looks for what has expired.</summary>
    private const int Sweep = 1 << 16;

    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly Dictionary<(ulong Conversation, int Place), Held> _held = [];
    private readonly Dictionary<(ulong Group, int Place), DateTimeOffset> _warm = [];
    private int _calls;

    /// <summary>How the input of a call of so many tokens would be counted there, which caches it as well.</summary>
    /// <param name="sure">Whether a hit counts in full; else as often as the recording says that hits come true.</param>
    /// <param name="keeps">Whether it is surely sent, so that it stays in the cache.</param>
    public TokenUsage Take(in Prompt prompt, Place place, long input, bool sure = false, bool keeps = true)
    {
        var cacheable = place.CachesMarked ? (long)(prompt.Marked * input) : input;
        var found = Find(prompt, place, cacheable);
        if (!place.CachesMarked)
        {
            found = cacheable < LeastAutomatic ? 0 : found / Step * Step;
        }

        var read = sure ? found : (long)(found * ratios.HitRate(place));
        if (keeps)
        {
            Keep(prompt, place, cacheable);
        }

        var written = place.CachesMarked || place.Prices?.At(prompt.At, input)?.Rates.CacheWrite5m is not null ? cacheable - read : 0;
        return prompt.Hour && place.CachesMarked
            ? new TokenUsage(input - read - written, read, 0, written, 0, 0)
            : new TokenUsage(input - read - written, read, written, 0, 0, 0);
    }

    /// <summary>Remembers what a recorded call has left in the cache of the model that answered it.</summary>
    public void Recorded(in Prompt prompt) =>
        Keep(prompt, prompt.Answered, prompt.Answered.CachesMarked ? prompt.Usage.TotalInput - prompt.Usage.Input : prompt.Usage.TotalInput);

    /// <summary>Whether anything of this conversation is in the model's cache still.</summary>
    public bool Knows(in Prompt prompt, Place place) => _held.TryGetValue((prompt.Conversation, place.Index), out var held) && held.Until > prompt.At;

    private long Find(in Prompt prompt, Place place, long cacheable)
    {
        var own = _held.TryGetValue((prompt.Conversation, place.Index), out var held) && held.Until > prompt.At ? held.Tokens : 0;
        var shared = _warm.TryGetValue((prompt.Group, place.Index), out var until) && until > prompt.At ? ratios.Shared(prompt.Group, prompt.Answered, place) : 0;
        return Math.Min(cacheable, Math.Max(own, shared));
    }

    private void Keep(in Prompt prompt, Place place, long tokens)
    {
        if (tokens > 0)
        {
            // What is read only lives on as long as it was written for.
            var hour = prompt.Hour || (prompt.Usage.CacheWrite5m == 0 && _held.TryGetValue((prompt.Conversation, place.Index), out var held) && held.Hour);
            var until = prompt.At + (hour ? Long : Short);
            _held[(prompt.Conversation, place.Index)] = new Held(tokens, until, hour);
            _warm[(prompt.Group, place.Index)] = until;
        }

        if (++_calls % Sweep == 0)
        {
            Forget(prompt.At);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, held) in _held)
        {
            if (held.Until <= now)
            {
                _held.Remove(key);
            }
        }

        foreach (var (key, until) in _warm)
        {
            if (until <= now)
            {
                _warm.Remove(key);
            }
        }
    }

    /// <summary>How many tokens, and how long they are kept.</summary>
    private readonly record struct Held(long Tokens, DateTimeOffset Until, bool Hour);
}
