using RelayPlane.Config;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Budgets;

/// <summary>Reads <c>budget</c> and <c>downgrade</c>.</summary>
internal static class BudgetTermsFrom
{
    private const double UsualWarning = 80;
    private const double UsualPatienceSeconds = 20;
    private const double UsualReplaceFrom = 80;

    /// <summary>As RelayPlane documents them; told of wherever <c>alertThresholds</c> are not set.</summary>
    private static readonly double[] s_usualThresholds = [50, 80, 95];

    /// <summary>The amounts that hold where budgets are switched on and none is set, as RelayPlane documents them.</summary>
    private static readonly ScopedBudget s_usual = new(DailyUsd: 50, HourlyUsd: 10, PerRequestUsd: 2);

    public static BudgetTerms Config(GatewayConfig config)
    {
        if (config.Budget is not { Enabled: not false } budget)
        {
            return BudgetTerms.Off;
        }

        var rules = Rules(budget);
        string? notice = null;
        if (rules.Count == 0 && budget.Enabled == true)
        {
            rules = [.. Amounts(string.Empty, "budget", BudgetScope.All, "*", s_usual, budget)];
            notice = "budget.enabled is true and no amount is set, so the usual ones hold: $50.00 a day, $10.00 an hour, $2.00 a request.";
        }

        if (rules.Count == 0)
        {
            return BudgetTerms.Off;
        }

        var zone = budget.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Local;
        var thresholds = budget.AlertThresholds ?? s_usualThresholds;
        return new BudgetTerms(rules, new BudgetCalendar(zone, budget.Window == BudgetWindowing.Rolling))
        {
            Thresholds = [.. thresholds.Append(100).Distinct()],
            WarnFrom = budget.WarningThreshold * 100 ?? budget.AlertThresholds?.DefaultIfEmpty(UsualWarning).Min() ?? UsualWarning,
            Patience = TimeSpan.FromSeconds(budget.ReserveWaitSeconds ?? UsualPatienceSeconds),
            Clamps = budget.ClampOutput == true,
            BlocksUnpriced = budget.Unpriced == UnpricedAction.Block,
            Ladder = budget.ModelLadder is { Count: > 0 } ladder ? [.. ladder.Select(rung => rung.Text)] : null,
            ReplaceFrom = config.Downgrade is { Enabled: true } downgrade ? downgrade.ThresholdPercent ?? UsualReplaceFrom : null,
            Replacements = config.Downgrade?.Mapping?.ToDictionary(pair => pair.Key, pair => pair.Value.Text, StringComparer.OrdinalIgnoreCase),
            Notice = notice,
        };
    }

    private static List<BudgetRule> Rules(BudgetConfig budget)
    {
        var all = new ScopedBudget(
            budget.DailyUsd, budget.HourlyUsd, budget.WeeklyUsd, budget.MonthlyUsd, budget.PerRequestUsd, budget.SessionCapUsd,
            budget.DailyTokens, budget.HourlyTokens, budget.WeeklyTokens, budget.MonthlyTokens);
        List<BudgetRule> rules = [.. Amounts(string.Empty, "budget", BudgetScope.All, "*", all, budget)];
        if (budget.DailyCapUsd is { } cap)
        {
            rules.Add(new BudgetRule("daily cap", "budget.dailyCapUSD", BudgetScope.All, "*", BudgetPeriod.Day, BudgetUnit.Usd, Money.FromUsd(cap).NanoUsd, BreachAction.Block, null));
        }

        rules.AddRange(Named(BudgetScope.Agent, "agents", budget.Agents, budget));
        rules.AddRange(Named(BudgetScope.Client, "clients", budget.Clients, budget));
        rules.AddRange(Named(BudgetScope.Model, "models", budget.Models, budget));
        return rules;
    }

    private static IEnumerable<BudgetRule> Named(BudgetScope scope, string section, IReadOnlyDictionary<string, ScopedBudget>? named, BudgetConfig budget) =>
        (named ?? new Dictionary<string, ScopedBudget>()).SelectMany(pair =>
            Amounts($"{scope.ToString().ToLowerInvariant()} {pair.Key} ", $"budget.{section}.{pair.Key}", scope, scope == BudgetScope.Model ? BudgetTerms.ModelKey(pair.Key) : pair.Key, pair.Value, budget));

    private static IEnumerable<BudgetRule> Amounts(string prefix, string path, BudgetScope scope, string pattern, ScopedBudget amounts, BudgetConfig budget)
    {
        (string Name, string Key, BudgetPeriod Period, decimal? Usd)[] dollars =
        [
            ("per request", "perRequestUsd", BudgetPeriod.Call, amounts.PerRequestUsd),
            ("session", "sessionCapUsd", BudgetPeriod.Session, amounts.SessionCapUsd),
            ("hourly", "hourlyUsd", BudgetPeriod.Hour, amounts.HourlyUsd),
            ("daily", "dailyUsd", BudgetPeriod.Day, amounts.DailyUsd),
            ("weekly", "weeklyUsd", BudgetPeriod.Week, amounts.WeeklyUsd),
            ("monthly", "monthlyUsd", BudgetPeriod.Month, amounts.MonthlyUsd),
        ];
        (string Name, string Key, BudgetPeriod Period, long? Tokens)[] tokens =
        [
            ("hourly tokens", "hourlyTokens", BudgetPeriod.Hour, amounts.HourlyTokens),
            ("daily tokens", "dailyTokens", BudgetPeriod.Day, amounts.DailyTokens),
            ("weekly tokens", "weeklyTokens", BudgetPeriod.Week, amounts.WeeklyTokens),
            ("monthly tokens", "monthlyTokens", BudgetPeriod.Month, amounts.MonthlyTokens),
        ];
        return dollars.Where(row => row.Usd is not null).Select(row => Rule(row.Name, row.Key, row.Period, BudgetUnit.Usd, Money.FromUsd(row.Usd!.Value).NanoUsd))
            .Concat(tokens.Where(row => row.Tokens is not null).Select(row => Rule(row.Name, row.Key, row.Period, BudgetUnit.Tokens, row.Tokens!.Value)));

        // A session cap over all calls is of each session.
        BudgetRule Rule(string name, string key, BudgetPeriod period, BudgetUnit unit, long limit) => new(
            prefix + name, $"{path}.{key}", scope == BudgetScope.All && period == BudgetPeriod.Session ? BudgetScope.Session : scope, pattern, period, unit, limit,
            amounts.OnBreach ?? budget.OnBreach ?? BreachAction.Block, (amounts.DowngradeTo ?? budget.DowngradeTo)?.Text);
    }
}
