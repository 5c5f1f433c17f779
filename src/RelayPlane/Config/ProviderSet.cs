using System.Collections.Frozen;
using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>The providers that calls can go to, with their keys: the catalog's rows overlaid by the user's config.</summary>
/// <param name="Providers">Name → provider; without those that are switched off or have no address yet.</param>
/// <param name="Keys">Name → configured keys, best first; an empty list for none.</param>
/// <param name="Notices">Key references that lead nowhere.</param>
internal sealed record ProviderSet(
    FrozenDictionary<string, Provider> Providers, FrozenDictionary<string, IReadOnlyList<ProviderKey>> Keys, IReadOnlyList<string> Notices)
{
    public const string Sandbox = "sandbox";

    /// <summary>Builds the set from a config that has no problems.</summary>
    /// <param name="config">The user's config.</param>
    /// <param name="environment">The environment's variables; the process's own where not given.</param>
    /// <param name="sandbox">Where the sandbox listens, if one runs; a base URL in the config wins.</param>
    public static ProviderSet From(GatewayConfig config, Func<string, string?>? environment = null, Uri? sandbox = null)
    {
        environment ??= Variables.Read;
        var providers = new Dictionary<string, Provider>(StringComparer.Ordinal);
        var keys = new Dictionary<string, IReadOnlyList<ProviderKey>>(StringComparer.Ordinal);
        var notices = new List<string>();
        foreach (var name in ProviderTable.Rows.Keys.Concat(config.Providers.Keys).Distinct())
        {
            var own = config.Providers.GetValueOrDefault(name);
            var row = ProviderTable.Rows.GetValueOrDefault(name) ?? OwnProvider.Row(name, own!);
            var address = own?.BaseUrl ?? (name == "ollama" ? config.Ollama?.BaseUrl : null) ?? (name == Sandbox ? sandbox?.AbsoluteUri : null) ?? row.BaseUrl;
            address = address?.Replace("{region}", AwsRegion.Of(null, environment), StringComparison.Ordinal);
            if (own?.Enabled == false || address is null)
            {
                continue;
            }

            keys[name] = KeyReader.Read(row, own, environment, notices);
            providers[name] = Overlay.Apply(row, own, address, environment, hasKey: keys[name].Count > 0, config.RateLimit?.Models);
        }

        return new ProviderSet(providers.ToFrozenDictionary(StringComparer.Ordinal), keys.ToFrozenDictionary(StringComparer.Ordinal), notices);
    }
}
