using System.Collections.Frozen;
using RelayPlane.Config;

namespace RelayPlane.Admission.Sizes;

/// <summary>The limits on size of one config, by what they are for.</summary>
internal sealed record SizeRules(
    IReadOnlyList<SizeRule> Everywhere,
    FrozenDictionary<string, IReadOnlyList<SizeRule>> ByRoute,
    FrozenDictionary<string, IReadOnlyList<SizeRule>> ByClient,
    FrozenDictionary<string, IReadOnlyList<SizeRule>> ByModel)
{
    /// <summary>Whether a call without a known price is not let by where a limit on cost should hold.</summary>
    public bool BlocksUnpriced { get; init; }

    /// <summary>Whether there is any.</summary>
    public bool Any => Everywhere.Count + ByRoute.Count + ByClient.Count + ByModel.Count > 0;

    public static SizeRules From(GatewayConfig config) => new(
        [.. SizeRule.Of("limits", config.Limits)],
        Each(RouteList.Of(config).Select(route => (route.Name, $"{route.Path}.limits", route.Config?.Limits))),
        Each(config.Clients.Index().Select(client => (client.Item.Name ?? string.Empty, $"clients[{client.Index}].limits", client.Item.Limits))),
        Each((config.Models ?? new Dictionary<string, ModelConfig>()).Select(pair => (pair.Key, $"models.{pair.Key}.limits", pair.Value?.Limits))))
    {
        BlocksUnpriced = config.Budget?.Unpriced == UnpricedAction.Block,
    };

    /// <summary>The strictest of each kind that applies to a call; where two are alike, the one that is set nearer to the call.</summary>
    /// <param name="used">Those that sent it elsewhere already, which is all that they ask.</param>
    public SizeRule? Strictest(SizeKind kind, Asking asking, IReadOnlyCollection<SizeRule> used)
    {
        var target = asking.Plan.Targets[0];
        return new[]
            {
                ByModel.GetValueOrDefault($"{target.Provider.Name}/{target.Model}"), ByModel.GetValueOrDefault(target.Model),
                ByClient.GetValueOrDefault(asking.Who.Client ?? string.Empty), ByRoute.GetValueOrDefault(asking.Plan.Route ?? string.Empty), Everywhere,
            }
            .SelectMany(rules => rules ?? [])
            .Where(rule => rule.Kind == kind && !used.Contains(rule))
            .MinBy(rule => rule.Most);
    }

    private static FrozenDictionary<string, IReadOnlyList<SizeRule>> Each(IEnumerable<(string Name, string Path, LimitsConfig? Limits)> sections) => sections
        .Select(section => (section.Name, Rules: (IReadOnlyList<SizeRule>)[.. SizeRule.Of(section.Path, section.Limits)]))
        .Where(section => section.Rules.Count > 0)
        .DistinctBy(section => section.Name)
        .ToFrozenDictionary(section => section.Name, section => section.Rules);
}
