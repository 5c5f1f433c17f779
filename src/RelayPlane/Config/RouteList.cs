namespace RelayPlane.Config;

/// <summary>All routes of a config in the order in which they are tried: <c>routes</c>, then <c>routing.rules</c>.</summary>
internal static class RouteList
{
    /// <summary>Also those that are no objects, so that they can be found fault with.</summary>
    public static IEnumerable<WrittenRoute> Of(GatewayConfig config) =>
        (config.Routes ?? new Dictionary<string, RouteConfig>()).Select(pair => new WrittenRoute(pair.Key, $"routes.{pair.Key}", pair.Value, IsRule: false))
            .Concat((config.Routing?.Rules ?? []).Select((rule, index) => new WrittenRoute(rule?.Name ?? $"rule-{index + 1}", $"routing.rules[{index}]", rule, IsRule: true)));
}

/// <summary>One route as it is written.</summary>
/// <param name="Path">Where in the config it stands.</param>
/// <param name="Config">Null where it is no object.</param>
/// <param name="IsRule">Whether it stands in <c>routing.rules</c>.</param>
internal sealed record WrittenRoute(string Name, string Path, RouteConfig? Config, bool IsRule);
