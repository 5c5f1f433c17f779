using System.Globalization;
using RelayPlane.Admission.Sizes;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Budgets;

/// <summary>Lets a call by if its worst cost fits within every budget that counts it, and sets that aside; else does what the budget says of calls beyond it.</summary>
internal sealed class BudgetGate(BudgetTerms terms, BudgetBook book, PriceBook prices, Calibration calibration)
{
    /// <summary>An answer of fewer tokens is none.</summary>
    private const long LeastOutput = 16;

    public BudgetTerms Terms => terms;

    private readonly Weighing _weighing = new(terms, prices, calibration);

    public async ValueTask<OrRefusal<Asking>> ReserveAsync(Asking asking, CancellationToken cancel)
    {
        // Lists of models and counts of tokens are free.
        if (asking.Call.Endpoint.ListsModels() || asking.Call.Endpoint.CountsTokens())
        {
            return asking with { Hold = Hold.None };
        }

        if (terms.Rules.Count == 0)
        {
            // Counted all the same, for a budget that may be set within the hour.
            var lines = BudgetTerms.Lines(asking.Who, []);
            var free = await book.ReserveAsync(new BudgetAsk(lines, [], default, false, terms), TimeSpan.Zero, cancel);
            return asking with { Hold = free.Hold! };
        }

        if (!_weighing.Weigh(Replaced(asking)).TryGet(out var weighed, out var refusal))
        {
            return refusal;
        }

        weighed = WithoutSpentFallbacks(weighed);
        if (weighed.Asking.Plan.Ladder is not null)
        {
            if (await WithLadderAsync(weighed, cancel) is { } climbing)
            {
                return climbing;
            }

            weighed = weighed with { Asking = weighed.Asking with { Plan = weighed.Asking.Plan with { Ladder = null } } };
        }

        var (taken, granting) = await TryAsync(weighed, terms.Patience, cancel);
        if (taken is not null)
        {
            return taken;
        }

        var breaches = Breaches(granting).ToList();
        if (breaches.FirstOrDefault(breach => breach.Rule.OnBreach == BreachAction.Downgrade) is { } downgrading
            && await DowngradeAsync(weighed.Asking, downgrading, cancel) is { } cheaper)
        {
            return cheaper;
        }

        var first = breaches.FirstOrDefault() ?? granting.Standings.First(standing => standing.Rule.Holds);
        return BudgetWords.Blocked(first, weighed.Ask.Need(first.Rule.Unit), weighed.Ask.Unpriced);
    }

    /// <summary>Whether a call would fit at this moment; nothing is set aside.</summary>
    public bool WouldFit(Asking asking) =>
        terms.Rules.Count == 0
        || (_weighing.Weigh(asking).TryGet(out var weighed, out _) && book.Look(weighed.Ask).All(standing => !standing.Rule.Holds || standing.Fits == Fit.Now));

    private static IEnumerable<Standing> Breaches(Granting granting) => granting.Standings.Where(standing => standing.Rule.Holds && standing.Fits != Fit.Now);

    /// <summary>Sets aside what a call may cost at the dearest step of its ladder. Null where there is no room for that: it goes where it begins then, and stays there.</summary>
    private async ValueTask<Asking?> WithLadderAsync(Weighed weighed, CancellationToken cancel)
    {
        var plan = weighed.Asking.Plan;
        IReadOnlyList<Target> all = [.. plan.Reach];
        if (!_weighing.Weigh(weighed.Asking with { Plan = plan with { Targets = all } }).TryGet(out var whole, out _) || whole.Asking.Plan.Targets.Count < all.Count)
        {
            return null;
        }

        var granting = await book.ReserveAsync(whole.Ask, TimeSpan.Zero, cancel);
        return granting.Hold is { } hold ? Said(whole with { Asking = weighed.Asking }, granting, hold, null) : null;
    }

    /// <summary>Sets a call's worst cost aside, or that of as much output as fits; waits for that.</summary>
    private async ValueTask<(Asking? Taken, Granting Granting)> TryAsync(Weighed weighed, TimeSpan patience, CancellationToken cancel)
    {
        if (terms.Clamps && await ClampedAsync(weighed, cancel) is { } clamped)
        {
            return clamped;
        }

        var granting = await book.ReserveAsync(weighed.Ask, patience, cancel);
        return (granting.Hold is { } hold ? Said(weighed, granting, hold, null) : null, granting);
    }

    /// <returns>Null where the call is to ask as it is.</returns>
    private async ValueTask<(Asking? Taken, Granting Granting)?> ClampedAsync(Weighed weighed, CancellationToken cancel)
    {
        var tight = book.Look(weighed.Ask).Where(standing => standing.Rule.Holds && standing.Fits != Fit.Now).ToList();
        if (tight.Count == 0
            || _weighing.Fitting(weighed.Asking, unit => tight.Where(standing => standing.Rule.Unit == unit).Select(standing => standing.Room).DefaultIfEmpty(long.MaxValue).Min()) is not { } most
            || most < LeastOutput)
        {
            return null;
        }

        var lower = OutputClamp.Of(weighed.Asking, most);
        if (lower.Call.Facts.MaxOutput is not { } limit || limit > most || !_weighing.Weigh(lower).TryGet(out var less, out _))
        {
            return null;
        }

        var granting = await book.ReserveAsync(less.Ask, TimeSpan.Zero, cancel);
        return granting.Hold is { } hold
            ? (Said(less, granting, hold, string.Create(CultureInfo.InvariantCulture, $"output limited to {limit} tokens ({BudgetWords.Name(tight[0])})")), granting)
            : null;
    }

    /// <summary>The call at the first cheaper model where it fits; null for none.</summary>
    private async ValueTask<Asking?> DowngradeAsync(Asking asking, Standing breach, CancellationToken cancel)
    {
        var from = asking.Plan.Targets[0];
        foreach (var model in breach.Rule.DowngradeTo is { } to ? [to] : CheaperModels.Below(from, terms.Ladder, prices, asking.Call.At))
        {
            if (asking.Elsewhere(model).TryGet(out var plan, out _) && plan.Targets[0] != from
                && _weighing.Weigh(asking with { Plan = plan with { Targets = _weighing.NoDearer(asking, plan.Targets) } }).TryGet(out var weighed, out _))
            {
                var (taken, _) = await TryAsync(weighed with { Asking = Saying(weighed.Asking, Moved(from, plan.Targets[0], BudgetWords.Name(breach))) }, TimeSpan.Zero, cancel);
                if (taken is not null)
                {
                    return taken;
                }
            }
        }

        return null;
    }

    /// <summary>From some share of the daily budget on, the models of <c>downgrade.mapping</c> are others.</summary>
    private Asking Replaced(Asking asking)
    {
        if (terms.ReplaceFrom is not { } from || asking.Plan.Targets[0] is not { Model.Length: > 0 } asked)
        {
            return asking;
        }

        var lines = BudgetTerms.Lines(asking.Who, []);
        var daily = book.Look(new BudgetAsk(lines, [.. terms.For(lines).Where(rule => rule.Rule is { Period: BudgetPeriod.Day, Of: BudgetScope.All })], default, false, terms))
            .OrderByDescending(standing => standing.Percent).FirstOrDefault();
        if (daily is null || daily.Percent < from)
        {
            return asking;
        }

        var to = terms.Replacements is { } told
            ? told.GetValueOrDefault(asking.Call.Facts.Model ?? asked.Model) ?? told.GetValueOrDefault(asked.Model) ?? told.GetValueOrDefault(BudgetTerms.ModelKey(asked.Model))
            : CheaperModels.Below(asked, terms.Ladder, prices, asking.Call.At) is [var next, ..] ? next : null;
        return to is not null && asking.Elsewhere(to).TryGet(out var plan, out _) && plan.Targets[0] != asked
            ? Saying(asking with { Plan = plan }, Moved(asked, plan.Targets[0], BudgetWords.Share(daily)))
            : asking;
    }

    /// <summary>A fallback to a model whose own budget has no room is left out, rather than the call refused.</summary>
    private Weighed WithoutSpentFallbacks(Weighed weighed)
    {
        if (weighed.Asking.Plan.Targets.Count < 2 || !terms.Rules.Any(rule => rule.Sums == BudgetScope.Model))
        {
            return weighed;
        }

        var first = weighed.Asking.Plan.Targets[0];
        var spent = book.Look(weighed.Ask).Where(standing => standing.Rule is { Sums: BudgetScope.Model, Holds: true } && standing.Fits != Fit.Now).Select(standing => standing.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var left = weighed.Asking.Plan.Targets.Where(target => target == first || !spent.Contains(BudgetTerms.ModelKey(target.Model))).ToList();
        return left.Count < weighed.Asking.Plan.Targets.Count && _weighing.Weigh(weighed.Asking with { Plan = weighed.Asking.Plan with { Targets = left } }).TryGet(out var less, out _)
            ? less
            : weighed;
    }

    /// <summary>The admitted call, with what its reply tells of budgets.</summary>
    private Asking Said(Weighed weighed, Granting granting, Hold hold, string? clamped)
    {
        List<string> says = clamped is null ? [] : [clamped];
        if (weighed.Ask.Unpriced && weighed.Ask.Rules.Any(rule => rule.Rule.Unit == BudgetUnit.Usd))
        {
            says.Add("cost unknown, counted in no budget");
            book.Unknown(weighed.Asking.Plan.Targets[0].Model);
        }

        foreach (var standing in granting.Standings.Where(standing => standing.Rule.Period != BudgetPeriod.Call || standing.Fits != Fit.Now))
        {
            if (standing.Fits != Fit.Now)
            {
                says.Add(BudgetWords.Over(standing));
            }
            else if (standing.Percent >= terms.WarnFrom)
            {
                says.Add(BudgetWords.Share(standing));
            }
        }

        book.Tell([.. granting.Standings.Where(standing => standing.Rule.OnBreach == BreachAction.Alert && standing.Fits != Fit.Now).Select(standing => standing.Crossing(100))]);
        return says.Count == 0 ? weighed.Asking with { Hold = hold } : Saying(weighed.Asking, string.Join("; ", says)) with { Hold = hold };
    }

    private static string Moved(Target from, Target to, string why) => $"downgraded {from.Model}->{to.Model} ({why})";

    /// <summary>Adds to the one header that tells of budgets and limits.</summary>
    private static Asking Saying(Asking asking, string text) => asking.Saying(
        AdmissionNames.Budget,
        asking.Says.LastOrDefault(said => said.Key == AdmissionNames.Budget).Value is { } before ? $"{before}; {text}" : text);
}
