using RelayPlane.Ledger;

namespace RelayPlane.Admission.Budgets;

/// <summary>
/// What was spent and what is set aside, by whom. It outlives any config, so that a changed budget counts what was spent before. One lock guards
/// it: a call is looked at against all its budgets and set aside in all of them at once, or in none. What is done under it takes microseconds.
/// </summary>
internal sealed class BudgetBook(TimeProvider clock)
{
    /// <summary>A client that invents names is not told of for ever.</summary>
    private const int MostUnknown = 100;

    private readonly Lock _lock = new();
    private readonly BudgetLines _lines = new(clock);
    private readonly BudgetQueue _queue = new();
    private readonly HashSet<string> _unknown = [];
    private int _open;
    private long _unpriced;

    /// <summary>Told of thresholds that were passed; outside the lock.</summary>
    public Action<BudgetCrossing>? Crossed { get; set; }

    /// <summary>Told what the operator should know.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Sets aside what was asked for, waits for that where it fits only once calls in flight have settled, or says which budgets stand in the way.</summary>
    /// <param name="ask">What is asked for.</param>
    /// <param name="patience">The longest wait.</param>
    public async ValueTask<Granting> ReserveAsync(BudgetAsk ask, TimeSpan patience, CancellationToken cancel)
    {
        BudgetWaiter waiter;
        lock (_lock)
        {
            // What fits goes, also past one who waits for more than there is: else one large call would keep all others waiting.
            var now = TryGrant(ask);
            if (now.Hold is not null || patience <= TimeSpan.Zero || now.IsHopeless)
            {
                return now;
            }

            waiter = _queue.Enter(ask);
        }

        try
        {
            return await waiter.Turn.Task.WaitAsync(patience, clock, cancel);
        }
        catch (TimeoutException)
        {
            return Leave(waiter, stays: true);
        }
        catch (OperationCanceledException)
        {
            Leave(waiter, stays: false);
            throw;
        }
    }

    /// <summary>How the budgets stand that would count a call, with nothing set aside.</summary>
    public IReadOnlyList<Standing> Look(BudgetAsk ask)
    {
        lock (_lock)
        {
            return Stand(ask);
        }
    }

    /// <summary>Counts what a failed attempt cost. Says whether another one still fits.</summary>
    public bool MayGoOn(Hold hold, AttemptEntry paid)
    {
        IReadOnlyList<BudgetCrossing> crossings;
        bool fits;
        lock (_lock)
        {
            crossings = Charge(hold, [paid]);

            // What is set aside for the next attempt stays, so the room must not be overdrawn.
            fits = hold.Ask.Rules.All(rule => !rule.Rule.Holds
                || (rule.Rule.Period == BudgetPeriod.Call
                    ? hold.Paid.In(rule.Rule.Unit) + hold.Ask.Need(rule.Rule.Unit) <= rule.Rule.Limit
                    : _lines.Stand(rule, hold.Ask.Terms.Calendar, 0).Room >= 0));
        }

        Tell(crossings);
        return fits;
    }

    /// <summary>Gives back what was set aside, counts what was spent, and lets those go on who waited for that.</summary>
    public void Settle(Hold hold, CallEntry ended)
    {
        IReadOnlyList<BudgetCrossing> crossings;
        lock (_lock)
        {
            if (!hold.Close())
            {
                return;
            }

            Release(hold);
            crossings = Charge(hold, ended.Attempts);
            _unpriced += ended.Attempts.Any(attempt => attempt.Quote is { Status: Metering.PriceStatus.Unpriced }) ? 1 : 0;
            Serve();
        }

        Tell(crossings);
    }

    /// <summary>Counts what was spent before this start.</summary>
    public void Load(IEnumerable<SpentRow> rows)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                _lines.Add(BudgetLines.Counting(row), row.At, new Spend(row.CostNano, row.Tokens));
            }
        }
    }

    /// <summary>Tells once of each model whose cost is unknown.</summary>
    public void Unknown(string model)
    {
        lock (_lock)
        {
            if (_unknown.Count >= MostUnknown || !_unknown.Add(model))
            {
                return;
            }
        }

        Notice?.Invoke($"The cost of {(model.Length > 0 ? model : "paths that are not modelled")} is unknown, so budgets in dollars do not count it. Set its price under pricing, or budget.unpriced to \"block\".");
    }

    public void Tell(IReadOnlyList<BudgetCrossing> crossings)
    {
        foreach (var crossing in Crossed is null ? [] : crossings)
        {
            Crossed?.Invoke(crossing);
        }
    }

    /// <summary>From when on budgets count anew.</summary>
    public BudgetResets Resets
    {
        get
        {
            lock (_lock)
            {
                return _lines.Resets;
            }
        }

        set
        {
            lock (_lock)
            {
                _lines.Resets = value;
                Serve();
            }
        }
    }

    /// <summary>How every budget of a config stands, for each who has spent under it.</summary>
    public BudgetReport Report(BudgetTerms terms)
    {
        lock (_lock)
        {
            List<Standing> standings = [];
            foreach (var rule in terms.Rules.Where(rule => rule.Period != BudgetPeriod.Call))
            {
                // A budget is shown before anybody has spent under it.
                var names = _lines.Under(rule).Select(line => line.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
                if (rule.Sums == BudgetScope.All || names.Count == 0 || (rule.Sums == rule.Of && !rule.Pattern.Contains('*', StringComparison.Ordinal)))
                {
                    names.Add(rule.Sums == BudgetScope.All ? string.Empty : rule.Pattern);
                }

                standings.AddRange(names.Select(name => _lines.Stand(new AppliedRule(rule, name), terms.Calendar, 0)));
            }

            return new BudgetReport(standings, _queue.Count, _open, _unpriced);
        }
    }

    private Granting TryGrant(BudgetAsk ask)
    {
        var standings = Stand(ask);
        if (standings.Any(standing => standing.Rule.Holds && standing.Fits != Fit.Now))
        {
            return new Granting(null, standings);
        }

        _open++;
        _lines.Reserve(ask.Who, ask.Worst);
        return new Granting(new Hold(this, ask, clock.GetUtcNow()), standings);
    }

    private IReadOnlyList<Standing> Stand(BudgetAsk ask) =>
        ask.Rules.Count == 0 ? [] : [.. ask.Rules.Select(rule => _lines.Stand(rule, ask.Terms.Calendar, ask.Need(rule.Rule.Unit)))];

    /// <summary>Takes a waiter out that waits no longer.</summary>
    private Granting Leave(BudgetWaiter waiter, bool stays)
    {
        lock (_lock)
        {
            _queue.Leave(waiter);

            // It may have been served at this moment; and the clock may have begun a new window, in which it fits.
            var granting = waiter.Turn.Task.IsCompletedSuccessfully ? waiter.Turn.Task.Result
                : stays ? TryGrant(waiter.Ask)
                : new Granting(null, []);
            if (!stays && granting.Hold is { } hold && hold.Close())
            {
                Release(hold);
                Serve();
            }

            return granting;
        }
    }

    private void Serve() => _queue.Serve(TryGrant);

    private void Release(Hold hold)
    {
        _open--;
        _lines.Reserve(hold.Ask.Who, default(Spend) - hold.Ask.Worst);
    }

    private List<BudgetCrossing> Charge(Hold hold, IReadOnlyList<AttemptEntry> attempts)
    {
        List<BudgetCrossing> crossings = [];
        foreach (var attempt in attempts)
        {
            if (!hold.Count(attempt, out var amount))
            {
                continue;
            }

            var before = Stand(hold.Ask);
            _lines.Add(hold.Ask.Who, attempt, hold.At, amount);
            foreach (var was in before)
            {
                if (was.Rule.Period == BudgetPeriod.Call)
                {
                    continue;
                }

                var now = _lines.Stand(new AppliedRule(was.Rule, was.Name), hold.Ask.Terms.Calendar, 0);
                var passed = hold.Ask.Terms.Thresholds.Where(threshold => was.Percent < threshold && now.Percent >= threshold).ToList();
                if (passed.Count > 0)
                {
                    crossings.Add(now.Crossing(passed.Max()));
                }
            }
        }

        return crossings;
    }
}

/// <summary>What came of asking for an amount.</summary>
/// <param name="Hold">What is set aside; null where a budget stands in the way.</param>
/// <param name="Standings">How each budget stood, before.</param>
internal sealed record Granting(Hold? Hold, IReadOnlyList<Standing> Standings)
{
    /// <summary>Whether no wait would help.</summary>
    public bool IsHopeless => Standings.Any(standing => standing.Rule.Holds && standing.Fits == Fit.Never);
}

/// <summary>How all budgets stand.</summary>
/// <param name="Waiting">Calls that wait for others to settle.</param>
/// <param name="Open">Calls that hold an amount.</param>
/// <param name="Unpriced">Calls since the start whose cost is unknown, so that no budget of dollars counts them.</param>
internal sealed record BudgetReport(IReadOnlyList<Standing> Standings, int Waiting, int Open, long Unpriced);
