using RelayPlane.Dispatch;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Routing;

namespace RelayPlane.Replay;

/// <summary>Walks a plan as far as the recording can say what would have come of it.</summary>
internal static class Chain
{
    /// <summary>The first target of a plan that would have answered: one that failed in the recording fails again.</summary>
    /// <returns>Null where none would.</returns>
    public static Target? Answering(Plan plan, PastCall past)
    {
        foreach (var target in plan.Targets)
        {
            if (!HasFailed(target, past))
            {
                return target;
            }
        }

        foreach (var step in plan.Ladder?.Steps ?? [])
        {
            if (!HasFailed(step, past))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The model that the call climbs to from there; null where it stays.</summary>
    public static Target? Above(Ladder ladder, Target target)
    {
        for (var i = 0; i < ladder.Steps.Count - 1; i++)
        {
            if (ladder.Steps[i] == target)
            {
                return ladder.Steps[i + 1];
            }
        }

        return null;
    }

    /// <summary>How likely the call climbs: as it did where it was there; else as often as others did; else by a guess, and never oftener than the score takes the answer for a bad one.</summary>
    /// <param name="guessed">Set where nothing in the recording says so.</param>
    public static double Climbing(Ladder ladder, Place place, PastCall past, Ratios ratios, double quality, ref bool guessed)
    {
        var share = ratios.Climbing(place, ladder.On);
        foreach (var attempt in past.Attempts)
        {
            if (attempt.Provider == place.Provider && attempt.Model == place.Model)
            {
                if (attempt.Escalated is { } trigger)
                {
                    return ladder.On.HasFlag(Climbs.TriggerOf(trigger)) ? 1 : 0;
                }

                if (share is not null && attempt.Verdict == Verdict.Answered)
                {
                    return 0;
                }
            }
        }

        if (share is { } known)
        {
            return known;
        }

        if ((ladder.On & EscalateOn.Judged) == EscalateOn.None)
        {
            // Nothing says that anything would have failed there.
            return 0;
        }

        guessed = true;
        return Math.Min(Triggers.Guess(ladder.On, past.Decision), 1 - quality);
    }

    private static bool HasFailed(Target target, PastCall past)
    {
        var failed = false;
        foreach (var attempt in past.Attempts)
        {
            if (attempt.Provider == target.Provider.Name && attempt.Model == target.Model)
            {
                if (attempt.Verdict is Verdict.Answered or Verdict.Cancelled || attempt is { Verdict: Verdict.Faulted, Usage: not null })
                {
                    return false;
                }

                failed = true;
            }
        }

        return failed;
    }
}
