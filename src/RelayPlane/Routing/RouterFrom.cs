using System.Collections.Frozen;
using RelayPlane.Config;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Routing;

/// <summary>Builds the router of a config that has no problems.</summary>
internal static class RouterFrom
{
    /// <param name="strategy">Null where the model that is asked for is the model that a call gets.</param>
    public static Router Config(GatewayConfig config, TargetNames names, Func<string, string?> providerOfModel, Strategy? strategy = null)
    {
        var usual = TermsFrom.Config(config);
        var routes = new RouteTable([.. (config.Routes ?? new Dictionary<string, RouteConfig>())
            .Where(pair => pair.Value is not null)
            .Select(pair => Route(pair.Key, pair.Value, usual))]);
        var fallbacks = new Fallbacks(
            names,
            config.Providers.Where(pair => pair.Value.Fallback is not null).ToFrozenDictionary(pair => pair.Key, pair => Texts(pair.Value.Fallback)!),
            Cascade.From(config.CrossProviderCascade, providerOfModel));
        return new Router(names, routes, fallbacks, usual, strategy);
    }

    private static Route Route(string name, RouteConfig config, TermsBook usual) => new(
        name, config.Match is { } match ? new Conditions(match) : null, config.Model?.Text, Texts(config.Fallback), TermsFrom.Route(usual, config));

    private static IReadOnlyList<string>? Texts(IReadOnlyList<ModelName>? names) => names is null ? null : [.. names.Where(name => name is not null).Select(name => name.Text)];
}
