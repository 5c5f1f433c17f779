namespace RelayPlane.Config;

/// <summary>What names of the user's own may stand for: models that can exist, and nothing that leads back to itself.</summary>
internal static class AliasChecks
{
    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config)
    {
        var aliases = config.Aliases ?? new Dictionary<string, ModelName>();
        foreach (var (name, stands) in aliases)
        {
            if (name.Length == 0 || stands is null)
            {
                yield return ($"aliases.{name}", name.Length == 0 ? "has no name" : "names no model");
            }
            else if (Circle(aliases, name) is { } circle)
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

    /// <summary>The way from a name round to itself; null where it ends somewhere, or runs into a circle of others.</summary>
    private static List<string>? Circle(IReadOnlyDictionary<string, ModelName> aliases, string name)
    {
        List<string> way = [name];
        for (var at = name; aliases.TryGetValue(at, out var next) && next is not null;)
        {
            at = next.Text;
            var seen = way.Contains(at);
            way.Add(at);
            if (seen)
            {
                return at == name ? way : null;
            }
        }

        return null;
    }
}
