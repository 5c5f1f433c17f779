using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Budgets;

/// <summary>Which models a call that is beyond a budget may go to instead, dearest first.</summary>
internal static class CheaperModels
{
    /// <summary>A typical call, to compare models by: much is read and some is written.</summary>
    private static readonly TokenUsage s_typical = new(4000, 0, 0, 0, 1000, 0);

    /// <param name="asked">Where the call would go.</param>
    /// <param name="ladder">The config's own, from dear to cheap; null for the catalog's.</param>
    public static IReadOnlyList<string> Below(Target asked, IReadOnlyList<string>? ladder, PriceBook prices, DateTimeOffset at) =>
        ladder is null ? BelowInCatalog(asked, prices, at) : BelowOn(ladder, asked, prices, at);

    private static IReadOnlyList<string> BelowOn(IReadOnlyList<string> ladder, Target asked, PriceBook prices, DateTimeOffset at)
    {
        var rung = ladder.Index().Where(item => IsSame(item.Item, asked)).Select(item => item.Index).DefaultIfEmpty(-1).First();
        if (rung >= 0)
        {
            return [.. ladder.Skip(rung + 1)];
        }

        // A model that stands on no rung may go to every one that is surely cheaper, or, where its own price is unknown, to all.
        var own = Cost(prices, asked.Provider.Name, asked.Model, at);
        return [.. ladder.Where(name => own is null || Cost(prices, Provider(name, asked), Model(name), at) is not { } cost || cost < own)];
    }

    private static List<string> BelowInCatalog(Target asked, PriceBook prices, DateTimeOffset at)
    {
        List<string> found = [];
        if (Cost(prices, asked.Provider.Name, asked.Model, at) is not { } last)
        {
            return found;
        }

        foreach (var alike in Ladders.Of(asked.Model))
        {
            foreach (var model in alike)
            {
                if (Cost(prices, asked.Provider.Name, model, at) is { } cost && cost < last)
                {
                    found.Add($"{asked.Provider.Name}/{model}");
                    last = cost;
                    break;
                }
            }
        }

        return found;
    }

    private static bool IsSame(string name, Target asked) =>
        string.Equals(ModelDate.Without(Model(name)), ModelDate.Without(asked.Model), StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, $"{asked.Provider.Name}/{asked.Model}", StringComparison.OrdinalIgnoreCase);

    private static string Model(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string Provider(string name, Target asked) =>
        name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..slash] : ModelPrefixes.ProviderOf(name) ?? asked.Provider.Name;

    private static Money? Cost(PriceBook prices, string provider, string model, DateTimeOffset at) => prices.List(provider, model, at, s_typical.Input)?.Rates.Cost(s_typical);
}
