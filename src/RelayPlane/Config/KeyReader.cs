using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>Finds the keys of each provider: those in the config, else the usual environment variable.</summary>
internal static class KeyReader
{
    /// <summary>Ordered by priority; a reference that leads nowhere is named in the notices and left out.</summary>
    public static IReadOnlyList<ProviderKey> Read(ProviderRow row, ProviderConfig? config, Func<string, string?> environment, List<string> notices)
    {
        if (config?.ApiKey is null && config?.Accounts is not { Count: > 0 })
        {
            var variable = row.Keys?.FirstOrDefault(name => environment(name) is { Length: > 0 });
            return variable is null ? [] : [new ProviderKey(variable, environment(variable)!.Trim(), 0)];
        }

        var keys = new List<ProviderKey>();
        Add(config.ApiKey, "apiKey", "default", 0);
        foreach (var (index, account) in (config.Accounts ?? []).Index())
        {
            Add(account.ApiKey, $"accounts[{index}].apiKey", account.Label ?? $"account-{index + 1}", account.Priority);
        }

        return [.. keys.OrderBy(key => key.Priority)];

        void Add(SecretRef? secret, string at, string label, int priority)
        {
            if (secret?.Read(environment) is { Length: > 0 } value)
            {
                keys.Add(new ProviderKey(label, value, priority));
            }
            else if (secret is not null)
            {
                notices.Add($"providers.{row.Name}.{at}: {secret} gives no key, so this key is left out.");
            }
        }
    }
}
