using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>What the schema cannot say: names that must exist, keys that need each other, addresses that must be addresses.</summary>
internal static class CrossChecks
{
    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config) =>
        config.Providers.SelectMany(pair => Provider(pair.Key, pair.Value))
            .Concat(Clients(config.Clients))
            .Concat(LimitChecks.Run(config))
            .Concat(config.Server.AllowedOrigins.Index().Where(origin => !IsOrigin(origin.Item)).Select(origin =>
                ($"server.allowedOrigins[{origin.Index}]", "must be an origin such as https://app.example")))
            .Concat(RouteChecks.Run(config))
            .Concat(RoutingChecks.Run(config))
            .Concat(AlertChecks.Run(config))
            .Concat(BudgetChecks.Run(config))
            .Concat(ToldTraits.Problems(config.Models))
            .Concat(ToldPrices.Problems(config))
            .Concat(Rest(config));

    private static IEnumerable<(string Path, string Text)> Rest(GatewayConfig config)
    {
        if (config.Server.Host.Length == 0)
        {
            yield return ("server.host", "must be an address");
        }

        if (config.Ollama?.BaseUrl is { } ollama && BaseUrl.Problem(ollama) is { } wrong)
        {
            yield return ("ollama.baseUrl", wrong);
        }

        if (config.DefaultProvider is { } name && !ProviderTable.Rows.ContainsKey(name) && !config.Providers.ContainsKey(name))
        {
            yield return ("defaultProvider", $"is not a known provider; the nearest is {Nearest.To(name, ProviderTable.Rows.Keys.Concat(config.Providers.Keys))}");
        }
    }

    private static IEnumerable<(string Path, string Text)> Provider(string name, ProviderConfig? config)
    {
        var path = $"providers.{name}";
        if (config is null)
        {
            yield return (path, "must be an object");
            yield break;
        }

        if (name.Length == 0 || name.AsSpan().ContainsAny("/: \t"))
        {
            yield return (path, "a provider's name has no slash, colon or space");
        }

        if (config.BaseUrl is null && !ProviderTable.Rows.ContainsKey(name))
        {
            yield return (path, $"is not a known provider, and a provider of your own needs baseUrl; the nearest known is {Nearest.To(name, ProviderTable.Rows.Keys)}");
        }
        else if (config.BaseUrl is null && config.Enabled && name != ProviderSet.Sandbox && ProviderTable.Rows[name].BaseUrl is null)
        {
            yield return (path, "needs baseUrl");
        }

        if (config.BaseUrl is not null && BaseUrl.Problem(config.BaseUrl) is { } wrong)
        {
            yield return ($"{path}.baseUrl", wrong);
        }

        if (config.Profile is { } profile && RateProfiles.Find(profile) is null)
        {
            yield return ($"{path}.profile", $"is not a known profile; the nearest is {Nearest.To(profile, RateProfiles.Names)}");
        }

        if (config.VersionSegment is { Length: > 0 } version && (version[0] != '/' || version.EndsWith('/')))
        {
            yield return ($"{path}.versionSegment", "must begin with a slash and not end with one");
        }

        foreach (var (endpoint, where) in config.Paths ?? new Dictionary<Endpoint, string?>())
        {
            if (where is not (null or ['/', ..]))
            {
                yield return ($"{path}.paths.{char.ToLowerInvariant(endpoint.ToString()[0])}{endpoint.ToString()[1..]}", "must begin with a slash");
            }
        }

        foreach (var header in (config.Headers ?? new Dictionary<string, SecretRef>()).Keys.Where(header => !IsToken(header)))
        {
            yield return ($"{path}.headers.{header}", "is not a header name");
        }

        foreach (var (index, account) in (config.Accounts ?? []).Index())
        {
            if (account?.ApiKey is null)
            {
                yield return ($"{path}.accounts[{index}]", "needs apiKey");
            }
            else if (account.Label is { } label && config.Accounts!.Take(index).Any(other => other?.Label == label))
            {
                yield return ($"{path}.accounts[{index}].label", "is another account's label");
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> Clients(IReadOnlyList<ClientConfig> clients)
    {
        foreach (var (index, client) in clients.Index())
        {
            if (client is not { Name.Length: > 0, Key: not null })
            {
                yield return ($"clients[{index}]", "needs name and key");
            }
            else if (clients.Take(index).Any(other => other?.Name == client.Name))
            {
                yield return ($"clients[{index}].name", "is another client's name");
            }
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri!.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/');

    private static bool IsToken(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
