using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>Finds the keys of each provider: those in the config, else the usual environment variable.</summary>
internal static class KeyReader
{
    /// <summary>The first of the variables that an AWS key is composed of.</summary>
    public const string AwsKeyId = "AWS_ACCESS_KEY_ID";

    /// <summary>Ordered by priority; a reference that leads nowhere is named in the notices and left out.</summary>
    public static IReadOnlyList<ProviderKey> Read(ProviderRow row, ProviderConfig? config, Func<string, string?> environment, List<string> notices)
    {
        if (config?.ApiKey is null && config?.Accounts is not { Count: > 0 })
        {
            var variable = row.Keys?.FirstOrDefault(name => environment(name) is { Length: > 0 });
            if (variable == AwsKeyId)
            {
                return Composed(environment, row.Name, notices);
            }

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

    /// <summary>AWS keeps a key in two variables, and the token of a temporary one in a third.</summary>
    private static IReadOnlyList<ProviderKey> Composed(Func<string, string?> environment, string provider, List<string> notices)
    {
        if (environment("AWS_SECRET_ACCESS_KEY") is not { Length: > 0 } secret)
        {
            notices.Add($"providers.{provider}: {AwsKeyId} is set and AWS_SECRET_ACCESS_KEY is not, so this key is left out.");
            return [];
        }

        var key = $"{environment(AwsKeyId)!.Trim()}:{secret.Trim()}";
        return [new ProviderKey(AwsKeyId, environment("AWS_SESSION_TOKEN") is { Length: > 0 } token ? $"{key}:{token.Trim()}" : key, 0)];
    }
}
