using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>The configured keys, by provider, and the rule for the clients' own.</summary>
/// <param name="configured">Best first.</param>
internal sealed class KeyRing(FrozenDictionary<string, IReadOnlyList<Credential>> configured, ClientKeys rule)
{
    private static readonly IReadOnlyList<Credential> s_none = [Credential.None];

    /// <returns>The keys that may carry the call there; empty where the target cannot be tried for want of one.</returns>
    public IReadOnlyList<Credential> For(Call call, Provider provider) =>
        KeyChoice.For(call, provider, HomeProvider.Of(call.Api), Configured(call, provider) is [var first, ..] ? first : null, rule) switch
        {
            null => [],
            { IsConfigured: true } => Configured(call, provider),
            { IsClients: true } own => [own],
            _ => s_none,
        };

    public Refusal Missing(Call call, Provider provider)
    {
        var home = provider.Name == HomeProvider.Of(call.Api);
        return rule == ClientKeys.Require && home
            ? new(RefusalKind.Authentication, $"This gateway wants each client to bring its own key for {provider.Name}; the call carries none.")
            : new(RefusalKind.Authentication, $"There is no key for the provider {provider.Name}: {(home ? "send your own with the call, or " : string.Empty)}set {Variable(provider)} and restart the gateway.");
    }

    /// <summary>An organization's administration is the client's own business, never done with a configured key.</summary>
    private IReadOnlyList<Credential> Configured(Call call, Provider provider) =>
        !IsAdministration(call.Path) && configured.TryGetValue(provider.Name, out var keys) ? keys : [];

    /// <summary>In any spelling that a provider may take for it: the path goes up as the client wrote it.</summary>
    private static bool IsAdministration(string path)
    {
        var plain = path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(path) : path;
        foreach (var segment in plain.AsSpan().SplitAny('/', '\\'))
        {
            var name = plain.AsSpan(segment);
            if (name.Equals("organizations", StringComparison.OrdinalIgnoreCase) || name.Equals("organization", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Variable(Provider provider) => provider.KeyVariables is [var first, ..] ? first : $"providers.{provider.Name}.apiKey";
}
