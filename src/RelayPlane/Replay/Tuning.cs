using RelayPlane.Config;

namespace RelayPlane.Replay;

/// <summary>Finds a setting of the knob: coarsely over all of its range, then finely where the wanted one must be. Each round is one replay of many settings at once.</summary>
internal static class Tuning
{
    private const int Fine = 9;

    private static readonly double[] Coarse = [0, .02, .05, .1, .15, .2, .3, .4, .6, .9, 1.4, 2.5];

    public static Tuned Find(TimeMachine machine, DateTimeOffset from, DateTimeOffset to, GatewayConfig config, Wanted wanted, CancellationToken cancel)
    {
        var coarse = machine.Settings(from, to, config, Coarse, cancel);
        var first = Pick(coarse, wanted);
        var at = coarse.Settings.TakeWhile(setting => setting != first).Count();

        // Between the setting that was found and its neighbour on the side that is not good enough.
        var (low, high) = wanted.Cost is not null ? (at - 1, at) : (at, at + 1);
        if (first is null || low < 0 || high >= Coarse.Length)
        {
            return new Tuned(coarse, first);
        }

        // With the coarse ones again: which calls can be replayed may depend on who is asked.
        double step = (Coarse[high] - Coarse[low]) / (Fine + 1);
        var all = machine.Settings(from, to, config, [.. Coarse.Concat(Enumerable.Range(1, Fine).Select(i => Math.Round(Coarse[low] + (i * step), 4))).Order()], cancel);
        return new Tuned(all, Pick(all, wanted));
    }

    /// <summary>For a budget the best that it allows, which is the least lambda; for a quality the cheapest that keeps it, which is the greatest.</summary>
    private static Setting? Pick(Frontier frontier, Wanted wanted) => wanted switch
    {
        { Cost: { } share } => frontier.Settings.FirstOrDefault(setting => setting.Outcomes.Cost.NanoUsd <= share * frontier.Recorded.NanoUsd),
        { Quality: { } kept } => frontier.Settings.LastOrDefault(setting => setting.Outcomes.Quality >= kept * frontier.Asked.Quality),
        _ => null,
    };
}

/// <summary>What a setting is looked for that keeps to it: one of the two.</summary>
/// <param name="Cost">A share of the recorded cost.</param>
/// <param name="Quality">A share of the quality that the models asked for are expected to have.</param>
internal sealed record Wanted(double? Cost, double? Quality)
{
    public static Wanted OfBudget(double share) => new(share, null);

    public static Wanted OfQuality(double share) => new(null, share);
}

/// <summary>What was found.</summary>
/// <param name="Frontier">All settings that were tried.</param>
/// <param name="Found">Null where no setting keeps to what is wanted.</param>
internal sealed record Tuned(Frontier Frontier, Setting? Found);
