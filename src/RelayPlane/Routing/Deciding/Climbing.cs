using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;

namespace RelayPlane.Routing.Deciding;

/// <summary>Which steps a call's ladder has: the models of <c>routing.cascade</c>, or the tiers upward where it names none.</summary>
internal sealed class Climbing(FrozenDictionary<Api, IReadOnlyList<Target>> models)
{
    /// <summary>The chance that the first model's answer is good enough, below which it is not asked at all.</summary>
    private const double SkipBelow = 0.2;

    /// <summary>From a target that was chosen already.</summary>
    /// <param name="isDearer">Whether a model is above the chosen one, where the ladder does not say so.</param>
    public Climb? From(CascadeConfig config, Api api, Target first, TierTargets tiers, Func<Target, bool> takes, Func<Target, bool> isDearer)
    {
        var named = models[api];
        var at = Enumerable.Range(0, named.Count).FirstOrDefault(index => named[index].Is(first), -1);
        var rest = named.Count == 0 ? TierTargets.All.Where(tier => tier > (tiers.Of(first) ?? Scoring.Tier.Complex)).Select(tier => tiers[tier]).OfType<Target>()
            : at >= 0 ? named.Skip(1 + at)
            : named.Where(isDearer);
        IReadOnlyList<Target> steps = [first, .. rest.Where(step => !step.Is(first) && takes(step)).Distinct()];
        return LadderFrom.From(config, steps) is { } ladder ? new Climb(first, ladder, null) : null;
    }

    /// <summary>From the ladder's own beginning, or where the conversation stands on it.</summary>
    /// <param name="present">The model that the conversation has; null for none.</param>
    /// <param name="good">How likely the first model's answer is good enough.</param>
    public Climb? Begin(CascadeConfig config, Api api, Target? present, double good, Func<Target, bool> takes)
    {
        Target[] steps = [.. models[api].Where(takes)];
        if (steps.Length == 0)
        {
            return null;
        }

        var at = Array.FindIndex(steps, step => step.Is(present));
        if (at < 0)
        {
            at = steps.Length > 1 && good < (config.SkipBelow ?? SkipBelow) ? 1 : 0;
        }

        return new Climb(steps[at], LadderFrom.From(config, steps[at..]), $"cascade:{steps[at].Model}");
    }
}

/// <summary>Where a call begins, and what it may climb from there.</summary>
/// <param name="Ladder">Null where there is nothing above.</param>
/// <param name="Reason">Why it begins there, where the ladder itself has chosen that; else null.</param>
internal sealed record Climb(Target First, Ladder? Ladder, string? Reason)
{
    /// <summary>The same without what climbs from an answer.</summary>
    public Climb Unjudged() => this with { Ladder = Ladder is { } ladder && (ladder.On & ~EscalateOn.Judged) is not EscalateOn.None and var rest ? ladder with { On = rest } : null };
}
