using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>
/// Names in a config that neither it nor the catalog knows. Most are slips of the pen; some mean a model that is newer than the catalog, so they are told of and not
/// refused. What a provider with other people's models calls them is its own affair, and so is what stands at an address of the user's own.
/// </summary>
internal sealed class UnknownModels(GatewayConfig config)
{
    private const int MostNear = 3;
    private const int Farthest = 4;

    /// <summary>Those that have no models but their own, so that a name of theirs that no table has is doubtful.</summary>
    private static readonly string[] s_owners = ["anthropic", "openai", "google", "xai", "deepseek", "mistral", "perplexity"];

    // Opened only for a config that names models, and then kept: it is read again with each change of the file.
    private static readonly Lazy<PriceBook> s_book = new(() => new PriceBook());
    private static readonly Lazy<PriceTable> s_overlay = new(PriceTable.Overlay);

    /// <summary>A sentence for each place.</summary>
    public IEnumerable<string> Notices()
    {
        foreach (var (path, name) in WrittenModels.Of(config))
        {
            if (!Knows(name))
            {
                var near = Near(name);
                var hint = near.Count > 0 ? $" Did you mean {string.Join(", ", near)}?" : string.Empty;
                yield return $"{path} names {name}, which the catalog does not know.{hint} If it is right, calls go out with it as written; a price in models ends this notice.";
            }
        }
    }

    private bool Knows(string name)
    {
        if (config.Providers.ContainsKey(name) || ProviderTable.Rows.ContainsKey(name) || config.Aliases?.ContainsKey(name) == true || config.ModelOverrides?.ContainsKey(name) == true
            || OurNames.IsOurs(name) || OurNames.Bare(name) is not null || IsTold(name) || name.StartsWith("ft:", StringComparison.Ordinal))
        {
            return true;
        }

        if (OurNames.Cut(name, out _) is { } model)
        {
            return Knows(model);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            return Serves(name[..slash], name[(slash + 1)..]);
        }

        return ModelPrefixes.ProviderOf(name) is { } owner
            ? Serves(owner, name)
            : s_owners.Any(IsMoved) || s_owners.Any(provider => s_book.Value.Spelled(provider, name) is not null);
    }

    /// <summary>Whether a provider has such a model, as far as anybody but itself can tell.</summary>
    private bool Serves(string provider, string model) =>
        !s_owners.Contains(provider) || IsMoved(provider) || IsTold(model)
        || s_book.Value.Spelled(provider, model) is not null || s_book.Value.Find(provider, model) is not null;

    private bool IsMoved(string provider) => config.Providers.GetValueOrDefault(provider)?.BaseUrl is not null;

    private bool IsTold(string name) =>
        (config.Models?.Keys ?? []).Concat(config.Pricing?.Models?.Keys ?? []).Any(told => Wildcard.Matches(told, name));

    /// <summary>The nearest first, and none that is much farther than that.</summary>
    private IReadOnlyList<string> Near(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (before, model) = slash > 0 ? (name[..(slash + 1)], name[(slash + 1)..]) : (string.Empty, name);
        var known = (before.Length > 0 ? [before[..^1]] : s_owners).SelectMany(Models).Concat(before.Length > 0 ? [] : config.Aliases?.Keys ?? []);
        (string Name, int Distance)[] near =
        [
            .. known.Distinct().Select(candidate => (candidate, Nearest.Distance(model.ToUpperInvariant(), candidate.ToUpperInvariant())))
                .Where(pair => pair.Item2 <= Math.Min(Farthest, model.Length / 2)).OrderBy(pair => pair.Item2).ThenBy(pair => pair.candidate, StringComparer.Ordinal),
        ];
        return [.. near.TakeWhile(pair => pair.Distance <= near[0].Distance + 1).Take(MostNear).Select(pair => before + pair.Name)];
    }

    private static IEnumerable<string> Models(string provider) =>
        PriceNames.Of(provider).SelectMany(id => new[] { s_overlay.Value, s_book.Value.Table }.SelectMany(table => table.Find(id)?.Models ?? []))
            .Select(row => row.Id).Where(id => !id.Contains('/', StringComparison.Ordinal));
}
