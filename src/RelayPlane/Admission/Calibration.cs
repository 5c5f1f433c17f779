using System.Collections.Concurrent;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Admission;

/// <summary>
/// How far the guess of a prompt's tokens is from what the provider of a model reports. Outlives any config; a restart learns it anew, which a few
/// calls do, and until then guesses are doubled for the worst case.
/// </summary>
internal sealed class Calibration
{
    /// <summary>More models than anyone uses: names come from clients, and memory has a bound.</summary>
    private const int MostModels = 1000;

    /// <summary>Calls that wait for their end at once; beyond, some go unlearned.</summary>
    private const int MostOpen = 10_000;

    /// <summary>Around every prompt there are a few tokens that the body does not show.</summary>
    private const long Frame = 64;

    /// <summary>Tools bring a system prompt of the provider's own: up to 530 tokens at Anthropic (docs.anthropic.com, tool use, pricing).</summary>
    private const long ToolFrame = 640;

    private readonly ConcurrentDictionary<(string Provider, string Model), TokenRatio> _ratios = new();
    private readonly ConcurrentDictionary<string, Guess> _open = new();

    /// <summary>The tokens that this target would most likely count.</summary>
    public long Expected(Target target, double guessed) => (long)Math.Ceiling(guessed * (Of(target)?.Mean ?? TokenRatio.Unseen.Mean));

    /// <summary>The most that it would count, by all that was seen of it.</summary>
    /// <param name="tools">Whether the call declares tools.</param>
    public long Most(Target target, double guessed, bool tools) =>
        (long)Math.Ceiling(guessed * (Of(target)?.High ?? TokenRatio.Unseen.High)) + FrameOf(tools);

    /// <summary>Remembers the guess of a call until it has ended.</summary>
    public void Asked(string call, double guessed, bool tools)
    {
        if (_open.Count < MostOpen)
        {
            _open[call] = new Guess(guessed, tools);
        }
    }

    /// <summary>Learns from what the providers reported of a call.</summary>
    public void Ended(CallEntry entry)
    {
        if (!_open.TryRemove(entry.Id, out var guess) || guess.Tokens <= 0)
        {
            return;
        }

        foreach (var attempt in entry.Attempts)
        {
            if (attempt is { Usage: { TotalInput: > 0 } usage, Partial: false })
            {
                Learn((attempt.Provider, attempt.Model), guess, usage);
            }
        }
    }

    private void Learn((string Provider, string Model) model, Guess guess, in TokenUsage usage)
    {
        var seen = _ratios.GetValueOrDefault(model);
        if (seen is null && _ratios.Count >= MostModels)
        {
            return;
        }

        var ratio = seen ?? TokenRatio.Unseen;
        var beyondFrame = Math.Max(0, usage.TotalInput - FrameOf(guess.Tools));

        // Two calls that end at once may lose one lesson; the next brings it again.
        _ratios[model] = ratio.With(guess.Tokens, usage.TotalInput, beyondFrame);
    }

    private TokenRatio? Of(Target target) => _ratios.GetValueOrDefault((target.Provider.Name, target.Model));

    private static long FrameOf(bool tools) => tools ? Frame + ToolFrame : Frame;

    /// <summary>What was guessed of an open call.</summary>
    private readonly record struct Guess(double Tokens, bool Tools);
}
