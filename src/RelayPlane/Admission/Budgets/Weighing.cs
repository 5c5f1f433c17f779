using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Budgets;

/// <summary>Says how much a call asks for at most, and of which budgets.</summary>
internal sealed class Weighing(BudgetTerms terms, PriceBook prices, Calibration calibration)
{
    /// <summary>Targets whose price is unknown are left out where such calls are blocked.</summary>
    public OrRefusal<Weighed> Weigh(Asking asking)
    {
        var weights = asking.Plan.Targets.Select(target => (Target: target, Worst: Of(asking, target))).ToList();
        if (terms.BlocksUnpriced && terms.Rules.Any(rule => rule.Unit == BudgetUnit.Usd))
        {
            var priced = weights.Where(one => one.Worst.Cost is not null).ToList();
            if (priced.Count == 0)
            {
                return BudgetWords.Unpriced(weights[0].Target.Model);
            }

            weights = priced;
        }

        var targets = weights.Select(one => one.Target).ToList();
        var kept = targets.Count == asking.Plan.Targets.Count ? asking : asking with { Plan = asking.Plan with { Targets = targets } };
        var lines = BudgetTerms.Lines(kept.Who, [.. targets.Select(target => BudgetTerms.ModelKey(target.Model)).Where(model => model.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]);
        var worst = new Spend(weights.Max(one => one.Worst.Cost?.NanoUsd ?? 0), weights.Max(one => one.Worst.Input + one.Worst.Output));
        return new Weighed(kept, new BudgetAsk(lines, terms.For(lines), worst, weights[0].Worst.Cost is null, terms));
    }

    /// <summary>The targets but for those that may cost more than the first: a call that was sent to a cheaper model must not fall back to a dear one, nor have that set aside.</summary>
    public IReadOnlyList<Target> NoDearer(Asking asking, IReadOnlyList<Target> targets)
    {
        var most = Of(asking, targets[0]).Cost;
        return [.. targets.Where((target, index) => index == 0 || (Of(asking, target).Cost is { } cost && cost.NanoUsd <= most?.NanoUsd))];
    }

    /// <summary>The highest output limit with which the call costs no more than this; null where even the lowest is too dear, or nothing is to be limited.</summary>
    /// <param name="room">By unit.</param>
    public long? Fitting(Asking asking, Func<BudgetUnit, long> room)
    {
        long? most = null;
        foreach (var target in asking.Plan.Targets)
        {
            var whole = Of(asking, target);
            var (none, one) = (Of(asking, target, 0), Of(asking, target, 1000));
            if (whole.Output == 0 || none.Cost is not { } input || one.Cost is not { } thousand || thousand.NanoUsd < input.NanoUsd)
            {
                return null;
            }

            // A cost is what is read, and so much for each token that is written, in all answers together.
            var left = (decimal)(room(BudgetUnit.Usd) - input.NanoUsd);
            var each = (thousand.NanoUsd - input.NanoUsd) / (1000m * asking.Call.Facts.Choices);
            var fits = Math.Min(each > 0 ? decimal.Floor(left / each) : left >= 0 ? whole.Output : -1, room(BudgetUnit.Tokens) - whole.Input);
            most = (long)Math.Min(most ?? whole.Output, Math.Clamp(fits, -1, whole.Output));
        }

        return most;
    }

    /// <param name="limit">In place of the call's own output limit; null for that.</param>
    private WorstCase Of(Asking asking, Target target, long? limit = null)
    {
        var call = limit is null ? asking.Call : asking.Call with { Facts = asking.Call.Facts with { MaxOutput = limit } };
        return WorstCase.Of(call, [target], asking.Classes, prices, calibration);
    }
}

/// <summary>A call and what it asks for.</summary>
internal sealed record Weighed(Asking Asking, BudgetAsk Ask);
