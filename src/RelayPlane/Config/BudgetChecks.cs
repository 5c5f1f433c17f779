namespace RelayPlane.Config;

/// <summary>What budgets and downgrades may say: time zones that exist, shares that are shares, models that can be reached.</summary>
internal static class BudgetChecks
{
    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config) =>
        (config.Budget is { } budget ? Budget(config, budget) : [])
            .Concat(RouteChecks.Targets(config, (config.Downgrade?.Mapping ?? new Dictionary<string, ModelName>()).Select(pair => ($"downgrade.mapping.{pair.Key}", (ModelName?)pair.Value))));

    private static IEnumerable<(string Path, string Text)> Budget(GatewayConfig config, BudgetConfig budget)
    {
        if (budget.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return ("budget.timeZone", "is not a time zone that is known here; write one such as \"Europe/Berlin\" or \"UTC\"");
        }

        foreach (var (index, threshold) in (budget.AlertThresholds ?? []).Index().Where(item => item.Item is <= 0 or > 1000))
        {
            yield return ($"budget.alertThresholds[{index}]", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must be a percentage above 0, not {threshold}"));
        }

        var scoped = Scoped("agents", budget.Agents).Concat(Scoped("clients", budget.Clients)).Concat(Scoped("models", budget.Models)).ToList();
        foreach (var (path, _) in scoped.Where(one => one.Budget is null))
        {
            yield return (path, "must be an object");
        }

        var targets = (budget.ModelLadder ?? []).Select((name, index) => ($"budget.modelLadder[{index}]", (ModelName?)name))
            .Prepend(("budget.downgradeTo", budget.DowngradeTo))
            .Concat(scoped.Select(one => ($"{one.Path}.downgradeTo", one.Budget?.DowngradeTo)));
        foreach (var problem in RouteChecks.Targets(config, targets))
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string Path, ScopedBudget? Budget)> Scoped(string section, IReadOnlyDictionary<string, ScopedBudget>? named) =>
        (named ?? new Dictionary<string, ScopedBudget>()).Select(pair => ($"budget.{section}.{pair.Key}", (ScopedBudget?)pair.Value));
}
