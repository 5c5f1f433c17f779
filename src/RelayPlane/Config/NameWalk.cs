using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>Follows a name through all that a config makes of it: aliases, our own words for tiers, and what stands before a suffix. Pure.</summary>
internal sealed class NameWalk(GatewayConfig config)
{
    private readonly WrittenTiers _tiers = WrittenTiers.Of(config);

    /// <summary>The way from a name round to itself; null where it ends somewhere, or runs into a circle of others.</summary>
    public List<string>? Circle(string name) => Circle(name, Next);

    /// <summary>The same by any rule of what follows a name.</summary>
    public static List<string>? Circle(string name, Func<string, string?> next)
    {
        List<string> way = [name];
        for (var at = next(name); at is not null; at = next(at))
        {
            var seen = way.Contains(at);
            way.Add(at);
            if (seen)
            {
                return at == name ? way : null;
            }
        }

        return null;
    }

    private string? Next(string name) =>
        config.Aliases is { } aliases && aliases.TryGetValue(name, out var stands) ? stands?.Text
        : (OurNames.Word(name) ?? OurNames.Bare(name)) is { } word ? _tiers[word]
        : OurNames.Cut(name, out _);
}
