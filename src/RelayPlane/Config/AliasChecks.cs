namespace RelayPlane.Config;

/// <summary>What names of the user's own may stand for: models that can exist, and nothing that leads back to itself.</summary>
internal static class AliasChecks
{
    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config)
    {
        var (aliases, walk) = (config.Aliases ?? new Dictionary<string, ModelName>(), new NameWalk(config));
        foreach (var (name, stands) in aliases)
        {
            if (name.Length == 0 || stands is null)
            {
                yield return ($"aliases.{name}", name.Length == 0 ? "has no name" : "names no model");
            }
            else if (walk.Circle(name) is { } circle)
            {
                yield return ($"aliases.{name}", $"leads back to itself: {string.Join(" → ", circle)}");
            }
        }

        foreach (var problem in RouteChecks.Targets(config, aliases.Where(pair => pair.Value is not null).Select(pair => ($"aliases.{pair.Key}", (ModelName?)pair.Value))))
        {
            yield return problem;
        }

        foreach (var problem in RouteChecks.Targets(config, (config.ModelOverrides ?? new Dictionary<string, ModelName>()).Select(pair => ($"modelOverrides.{pair.Key}", (ModelName?)pair.Value))))
        {
            yield return problem;
        }
    }
}
