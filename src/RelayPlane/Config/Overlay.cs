using System.Collections.Frozen;
using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>Lays the user's words about a provider over its row.</summary>
internal static class Overlay
{
    /// <param name="row">The row.</param>
    /// <param name="own">The user's section, if there is one.</param>
    /// <param name="address">The base URL as written.</param>
    /// <param name="environment">For headers whose values are references.</param>
    /// <param name="hasKey">Whether a key was found.</param>
    /// <param name="limits">Limits by model, whichever provider it is.</param>
    public static Provider Apply(
        ProviderRow row, ProviderConfig? own, string address, Func<string, string?> environment, bool hasKey, IReadOnlyDictionary<string, RateLimitConfig>? limits = null)
    {
        var place = BaseUrl.Split(address, own?.VersionSegment?.TrimEnd('/') ?? row.Version);
        var paths = Paths(row, own, place);
        var auth = own?.Auth ?? row.Auth;
        Api[] apis = [.. paths.Keys.Select(ApiOf.Endpoint).OfType<Api>().Distinct().Order()];
        var profile = RateProfiles.For(own?.Profile, row.Name, apis, place.Root);
        return new Provider(
            row.Name,
            place.Root,
            place.Version,
            auth,
            row.Keys ?? [],
            apis,
            paths.ToFrozenDictionary(),
            own?.IncludeUsage ?? row.IncludeUsage,
            own?.Keyless ?? (row.Keyless || auth == AuthStyle.None || (!hasKey && !ProviderTable.Rows.ContainsKey(row.Name))),
            Headers(own, environment))
        {
            AuthByApi = (own?.Auth is null ? row.AuthByApi : null)?.ToFrozenDictionary() ?? FrozenDictionary<Api, AuthStyle>.Empty,
            Profile = profile,
            Region = auth == AuthStyle.AwsSigV4 ? AwsRegion.Of(place.Root, environment) : string.Empty,
            KnownLimits = ToldLimits.Of(own?.RateLimit),
            KnownByClass = ToldLimits.ByClass(row.Name, profile, limits),
        };
    }

    private static Dictionary<Endpoint, string> Paths(ProviderRow row, ProviderConfig? own, BaseUrl place)
    {
        var paths = row.Paths.ToDictionary(pair => pair.Key, pair => pair.Value.Replace("{v}", place.Version, StringComparison.Ordinal));
        foreach (var (endpoint, path) in own?.Paths ?? new Dictionary<Endpoint, string?>())
        {
            if (path is null)
            {
                paths.Remove(endpoint);
            }
            else
            {
                // What the user writes comes after the base URL as written, whose version segment was split off.
                paths[endpoint] = place.Written && !path.StartsWith(place.Version + "/", StringComparison.Ordinal) ? place.Version + path : path;
            }
        }

        return paths;
    }

    private static Dictionary<string, string> Headers(ProviderConfig? own, Func<string, string?> environment)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in own?.Headers ?? new Dictionary<string, SecretRef>())
        {
            if (value?.Read(environment) is { } text)
            {
                headers[name] = text;
            }
        }

        return headers;
    }
}
