using RelayPlane.Catalog;

namespace RelayPlane.Admission.Budgets;

/// <summary>What a config says of budgets, ready to be asked.</summary>
/// <param name="Rules">Every amount that may not be passed; none where budgets are off.</param>
/// <param name="Calendar">When they begin anew.</param>
internal sealed record BudgetTerms(IReadOnlyList<BudgetRule> Rules, BudgetCalendar Calendar)
{
    public static BudgetTerms Off { get; } = new([], new BudgetCalendar(TimeZoneInfo.Utc, false));

    /// <summary>Shares of a budget, in percent, whose passing is told.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>The share, in percent, from which on replies say how a budget stands.</summary>
    public double WarnFrom { get; init; }

    /// <summary>How long a call waits for others to settle.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Whether a call that does not fit may write less instead.</summary>
    public bool Clamps { get; init; }

    public bool BlocksUnpriced { get; init; }

    /// <summary>From dear to cheap; null for the catalog's.</summary>
    public IReadOnlyList<string>? Ladder { get; init; }

    /// <summary>The share of the daily budget, in percent, from which on models are replaced; null for never.</summary>
    public double? ReplaceFrom { get; init; }

    /// <summary>Model → model; null for the next rung below.</summary>
    public IReadOnlyDictionary<string, string>? Replacements { get; init; }

    /// <summary>What the operator should know.</summary>
    public string? Notice { get; init; }

    /// <summary>Snapshots of a model are counted together.</summary>
    public static string ModelKey(string model) => ModelDate.Without(model);

    /// <summary>Whose lines a call is counted on.</summary>
    public static IReadOnlyList<LineKey> Lines(Attribution who, IReadOnlyList<string> models)
    {
        List<LineKey> lines = [new(BudgetScope.All, string.Empty)];
        Add(BudgetScope.Session, who.Session);
        Add(BudgetScope.Agent, who.Agent);
        Add(BudgetScope.Client, who.Client);
        lines.AddRange(models.Select(model => new LineKey(BudgetScope.Model, model)));
        return lines;

        void Add(BudgetScope scope, string? name)
        {
            if (name is { Length: > 0 })
            {
                lines.Add(new LineKey(scope, name));
            }
        }
    }

    /// <summary>The budgets that count a call, each for every one of its lines that it is about.</summary>
    public IReadOnlyList<AppliedRule> For(IReadOnlyList<LineKey> lines)
    {
        List<AppliedRule> applied = [];
        foreach (var rule in Rules)
        {
            foreach (var line in lines)
            {
                if (line.Scope != rule.Of || !rule.Covers(line.Name))
                {
                    continue;
                }

                // A session cap of an agent sums the session that the agent is in.
                if (rule.Sums == rule.Of)
                {
                    applied.Add(new AppliedRule(rule, line.Name));
                }
                else if (lines.FirstOrDefault(other => other.Scope == rule.Sums) is { Name.Length: > 0 } session)
                {
                    applied.Add(new AppliedRule(rule, session.Name));
                }
            }
        }

        return applied;
    }
}
