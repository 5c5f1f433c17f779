using RelayPlane.Ledger;

namespace RelayPlane.Admission.Budgets;

/// <summary>The lines of everybody who spends, bounded in number, and how a budget stands on them. Not safe for threads: the book's lock guards it.</summary>
internal sealed class BudgetLines(TimeProvider clock)
{
    private const long MinuteMs = 60_000;

    /// <summary>A client that invents names cannot make it grow without bound; those longest unused are forgotten first.</summary>
    private const int Most = 50_000;

    private readonly Dictionary<LineKey, SpendLine> _lines = [];

    public BudgetResets Resets { get; set; } = BudgetResets.None;

    public SpendLine Of(LineKey key)
    {
        if (!_lines.TryGetValue(key, out var line))
        {
            Forget();
            _lines.Add(key, line = new SpendLine());
        }

        return line;
    }

    /// <summary>Those that a budget sums and that have spent anything.</summary>
    public IEnumerable<LineKey> Under(BudgetRule rule) =>
        _lines.Where(line => line.Key.Scope == rule.Sums && line.Value.Ever != default && (rule.Sums != rule.Of || rule.Covers(line.Key.Name))).Select(line => line.Key);

    /// <summary>Sets an amount aside on all these lines, or gives back one below zero.</summary>
    public void Reserve(IReadOnlyList<LineKey> who, Spend amount)
    {
        for (var i = 0; amount != default && i < who.Count; i++)
        {
            Of(who[i]).Reserve(amount);
        }
    }

    /// <summary>Counts what an attempt cost: of models, on its own alone.</summary>
    public void Add(IReadOnlyList<LineKey> who, AttemptEntry attempt, DateTimeOffset at, Spend amount)
    {
        if (amount == default)
        {
            return;
        }

        var from = Resets.From(at, at.ToUnixTimeMilliseconds() / MinuteMs * MinuteMs);
        for (var i = 0; i < who.Count; i++)
        {
            if (who[i].Scope != BudgetScope.Model)
            {
                Of(who[i]).Add(from, amount);
            }
        }

        Of(new LineKey(BudgetScope.Model, BudgetTerms.ModelKey(attempt.Model))).Add(from, amount);
    }

    public void Add(IEnumerable<LineKey> who, DateTimeOffset at, Spend amount)
    {
        var from = Resets.From(at, at.ToUnixTimeMilliseconds() / MinuteMs * MinuteMs);
        foreach (var key in who)
        {
            Of(key).Add(from, amount);
        }
    }

    /// <param name="rule">The budget, and whose.</param>
    /// <param name="calendar">When it begins anew.</param>
    /// <param name="need">What is to fit.</param>
    public Standing Stand(AppliedRule rule, BudgetCalendar calendar, long need)
    {
        var (terms, unit) = (rule.Rule, rule.Rule.Unit);
        if (terms.Period == BudgetPeriod.Call)
        {
            return new Standing(terms, string.Empty, 0, 0, null, need <= terms.Limit ? Fit.Now : Fit.Never);
        }

        var line = Of(rule.Line);
        var now = clock.GetUtcNow();
        var from = Math.Max(calendar.Start(terms.Period, now)?.ToUnixTimeMilliseconds() ?? 0, Resets.Of(terms.Period, rule.Line));
        var spent = line.Since(from).In(unit);
        var reserved = line.Reserved.In(unit);
        var fits = need == 0 || spent + reserved + need <= terms.Limit ? Fit.Now
            : spent + need <= terms.Limit ? Fit.Later
            : Fit.Never;
        return new Standing(terms, rule.Line.Name, spent, reserved, ResetsAt(terms.Period, calendar, line, from, now), fits);
    }

    private static DateTimeOffset? ResetsAt(BudgetPeriod period, BudgetCalendar calendar, SpendLine line, long from, DateTimeOffset now) =>
        period is BudgetPeriod.Session ? null
        : calendar.End(period, now) is { } end ? end
        : line.FirstSince(from) is { } first ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(first + MinuteMs), calendar.Zone) + BudgetCalendar.Length(period)
        : null;

    private void Forget()
    {
        if (_lines.Count < Most)
        {
            return;
        }

        var oldest = _lines.Where(line => line.Key.Scope != BudgetScope.All && line.Value.Reserved == default).OrderBy(line => line.Value.LastUsed).Take(Most / 4).Select(line => line.Key).ToList();
        foreach (var key in oldest)
        {
            _lines.Remove(key);
        }
    }

    /// <summary>The lines that what was spent before this start is counted on.</summary>
    public static IEnumerable<LineKey> Counting(SpentRow row)
    {
        if (row.Session is { Length: > 0 } session)
        {
            yield return new LineKey(BudgetScope.Session, session);
        }

        if (row.Model is not { } model)
        {
            yield break;
        }

        yield return new LineKey(BudgetScope.All, string.Empty);
        yield return new LineKey(BudgetScope.Model, BudgetTerms.ModelKey(model));
        if (row.Agent is { Length: > 0 } agent)
        {
            yield return new LineKey(BudgetScope.Agent, agent);
        }

        if (row.Client is { Length: > 0 } client)
        {
            yield return new LineKey(BudgetScope.Client, client);
        }
    }
}
