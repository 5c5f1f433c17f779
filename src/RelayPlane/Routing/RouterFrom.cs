using System.Collections.Frozen;
using RelayPlane.Config;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Routing;

/// <summary>Builds the router of a config that has no problems.</summary>
internal static class RouterFrom
{
    /// <param name="strategy">Chooses a model by what a call needs; null where nothing does.</param>
    /// <param name="parts">What routes ask beside the config; null for what is built in.</param>
    public static Router Config(GatewayConfig config, TargetNames names, Func<string, string?> providerOfModel, Strategy? strategy = null, RouteParts? parts = null)
    {
        var (usual, asks) = (TermsFrom.Config(config), parts ?? RouteParts.Usual);
        var routes = RouteList.Of(config).Where(route => route.Config is not null).Select(route => Route(route.Name, route.Config!, usual, asks.Local));
        var fallbacks = new Fallbacks(
            names,
            config.Providers.Where(pair => pair.Value.Fallback is not null).ToFrozenDictionary(pair => pair.Key, pair => Texts(pair.Value.Fallback)!),
            Cascade.From(config.CrossProviderCascade, providerOfModel));
        return new Router(names, new RouteTable([.. routes]), fallbacks, usual, strategy, asks)
        {
            IsOff = config.Enabled is false || config.Routing?.Enabled is false,
        };
    }

    private static Route Route(string name, RouteConfig config, TermsBook usual, TimeZoneInfo local) => new(
        name, config.Match is { } match ? new Conditions(match, local) : null, Begins(name, config), Texts(config.Fallback), TermsFrom.Route(usual, config));

    private static RouteChoice? Begins(string route, RouteConfig config) =>
        config.Model is { } model ? new RouteChoice(route, RouteChoiceKind.Model, [(model.Text, 1)])
        : config.Split is { Count: > 0 } split ? new RouteChoice(route, RouteChoiceKind.Split, [.. split.Select(pair => (pair.Key, pair.Value))])
        : Texts(config.Cheapest) is { Count: > 0 } cheapest ? new RouteChoice(route, RouteChoiceKind.Cheapest, [.. cheapest.Select(text => (text, 1d))])
        : Texts(config.Fastest) is { Count: > 0 } fastest ? new RouteChoice(route, RouteChoiceKind.Fastest, [.. fastest.Select(text => (text, 1d))])
        : null;

    private static IReadOnlyList<string>? Texts(IReadOnlyList<ModelName>? names) => names is null ? null : [.. names.Where(name => name is not null).Select(name => name.Text)];
}
