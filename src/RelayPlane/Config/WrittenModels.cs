namespace RelayPlane.Config;

/// <summary>Every name of a model to which a config sends calls, with the place where it stands.</summary>
internal static class WrittenModels
{
    public static IEnumerable<(string Path, string Name)> Of(GatewayConfig config) =>
        Named(config).Where(written => written.Name is not null).Select(written => (written.Path, written.Name!.Text));

    private static IEnumerable<(string Path, ModelName? Name)> Named(GatewayConfig config)
    {
        const string tiers = "routing.complexity";
        var complexity = config.Routing?.Complexity;
        return new[] { ($"{tiers}.simple", complexity?.Simple), ($"{tiers}.moderate", complexity?.Moderate), ($"{tiers}.complex", complexity?.Complex) }
            .Concat(Each("routing.cascade.models", config.Routing?.Cascade?.Models))
            .Concat(Map("aliases", config.Aliases))
            .Concat(Map("modelOverrides", config.ModelOverrides))
            .Concat(RouteList.Of(config).Where(route => route.Config is not null).SelectMany(route => Route(route.Path, route.Config!)))
            .Concat(config.Providers.SelectMany(pair => Each($"providers.{pair.Key}.fallback", pair.Value?.Fallback)));
    }

    private static IEnumerable<(string Path, ModelName? Name)> Route(string path, RouteConfig route) =>
        new[] { ($"{path}.model", route.Model) }
            .Concat(Each($"{path}.cheapest", route.Cheapest))
            .Concat(Each($"{path}.fastest", route.Fastest))
            .Concat((route.Split ?? new Dictionary<string, double>()).Keys.Select(name => ($"{path}.split", (ModelName?)new ModelName(name))))
            .Concat(Each($"{path}.fallback", route.Fallback));

    private static IEnumerable<(string Path, ModelName? Name)> Each(string path, IReadOnlyList<ModelName>? names) =>
        (names ?? []).Select((name, index) => ($"{path}[{index}]", (ModelName?)name));

    private static IEnumerable<(string Path, ModelName? Name)> Map(string path, IReadOnlyDictionary<string, ModelName>? names) =>
        (names ?? new Dictionary<string, ModelName>()).Select(pair => ($"{path}.{pair.Key}", (ModelName?)pair.Value));
}
