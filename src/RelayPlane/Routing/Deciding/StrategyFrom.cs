using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing.Scoring;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Routing.Deciding;

/// <summary>Builds the strategy of a config that has no problems.</summary>
internal static class StrategyFrom
{
    private const string Rules = "rules";

    /// <param name="keyed">Providers that have a key: where tiers go that the config does not name.</param>
    /// <returns>Null where the model that is asked for is the model that a call gets.</returns>
    public static Strategy? Config(GatewayConfig config, TargetNames names, PriceBook prices, SessionBook sessions, IReadOnlySet<string> keyed, Experience? experience = null)
    {
        var routing = config.Routing ?? new RoutingConfig();
        if (routing.Enabled == false || config.Enabled == false)
        {
            return null;
        }

        var usual = Terms(routing);
        var own = RouteList.Of(config)
            .Where(route => route.Config?.Routing is not null)
            .ToFrozenDictionary(route => route.Name, route => Route(usual, route.Name, route.Config!.Routing!));
        if (!usual.Scores && usual.Cascade is null && !own.Values.Any(terms => terms.Scores))
        {
            return null;
        }

        var tiers = Enum.GetValues<Api>().ToFrozenDictionary(api => api, api => Tiers(routing.Complexity, names, api, keyed));
        var ladders = Enum.GetValues<Api>().ToFrozenDictionary(
            api => api, IReadOnlyList<Target> (api) => [.. (routing.Cascade?.Models ?? []).Select(name => Named(names, api, name)).OfType<Target>().Distinct()]);
        var costs = new TierCosting(prices);
        return new Strategy(usual, own, tiers, new Climbing(ladders), costs, new StayPut(sessions, costs), names.Provider, experience ?? Experience.None);
    }

    private static StrategyTerms Terms(RoutingConfig routing)
    {
        var complexity = routing.Complexity ?? new ComplexityConfig();
        var cascade = routing.Cascade is { } written && written.Enabled != false && (written.Enabled == true || routing.Mode == RoutingMode.Cascade) ? written : null;
        var mode = routing.ModeInForce();
        var named = complexity.Simple is not null || complexity.Moderate is not null || complexity.Complex is not null;
        return new StrategyTerms
        {
            Scores = complexity.Enabled != false && mode switch
            {
                RoutingMode.Complexity or RoutingMode.Auto or RoutingMode.Observe => true,
                RoutingMode.Cascade => complexity.Enabled == true || named || cascade?.Models is not { Count: > 0 },
                _ => false,
            },
            Acts = mode != RoutingMode.Observe,
            OnlyWishes = complexity.ApplyTo == ApplyTo.Auto,
            AllowsUpgrade = complexity.AllowUpgrade ?? true,
            ByRules = (complexity.Classifier ?? routing.Classifier) == Rules,
            Lambda = complexity.Lambda ?? routing.Lambda ?? TierValue.UsualLambda,
            Floor = Tier(complexity.Floor) ?? Scoring.Tier.Simple,
            Ceiling = Tier(complexity.Ceiling) ?? Scoring.Tier.Complex,
            MustKeep = routing.Floor,
            Move = routing.Sessions?.Move ?? SessionMove.Up,
            UpgradesSessions = routing.Sessions?.Upgrade ?? false,
            Cascade = mode is RoutingMode.Standard or RoutingMode.Passthrough or RoutingMode.Observe ? null : cascade,
        };
    }

    private static StrategyTerms Route(StrategyTerms usual, string name, RouteRoutingConfig own) => usual with
    {
        Scores = own.Mode switch
        {
            RouteRoutingMode.Off => false,
            null => usual.Scores,
            _ => true,
        },
        Acts = own.Mode switch
        {
            RouteRoutingMode.Observe => false,
            RouteRoutingMode.Complexity => true,
            _ => usual.Acts,
        },
        Lambda = own.Lambda ?? usual.Lambda,
        MustKeep = own.Floor ?? usual.MustKeep,
        Scope = own.Floor is null ? null : name,
        Cascade = own.Mode is RouteRoutingMode.Off or RouteRoutingMode.Observe ? null : usual.Cascade,
    };

    private static TierTargets Tiers(ComplexityConfig? named, TargetNames names, Api api, IReadOnlySet<string> keyed)
    {
        // Where the client's own provider has a key, its models take the least change.
        var home = HomeProvider.Of(api);
        var usual = keyed.Contains(home) ? UsualTiers.Of(home) : UsualTiers.For(keyed, home);
        Target? Of(ModelName? own, string? model) => own is not null ? Named(names, api, own) : model is null ? null : Named(names, api, new ModelName($"{usual!.Provider}/{model}"));
        return new TierTargets(Of(named?.Simple, usual?.Simple), Of(named?.Moderate, usual?.Moderate), Of(named?.Complex, usual?.Complex));
    }

    /// <summary>A name that means a provider alone, or nothing, is no model of a tier.</summary>
    private static Target? Named(TargetNames names, Api api, ModelName? name) =>
        name is not null && names.Written(api, name.Text, string.Empty).Target is { Model.Length: > 0 } target ? target : null;

    private static Tier? Tier(TierName? name) => name switch
    {
        TierName.Simple => Scoring.Tier.Simple,
        TierName.Moderate => Scoring.Tier.Moderate,
        TierName.Complex => Scoring.Tier.Complex,
        _ => null,
    };
}
