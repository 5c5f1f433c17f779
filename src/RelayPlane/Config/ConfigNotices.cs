using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>What the user of a good file should know.</summary>
internal static class ConfigNotices
{
    /// <summary>One notice of keys without effect, one of overrides that go round, one of secrets in clear, one of each model that nobody knows; none where there is nothing to say.</summary>
    public static IReadOnlyList<string> Of(JsonElement file, GatewayConfig config)
    {
        var notices = new List<string>();
        if (Effects.Without(file) is { Count: > 0 } idle)
        {
            notices.Add($"Without effect in this version: {string.Join(", ", idle)}.");
        }

        if (Rounds(config.ModelOverrides) is { Count: > 0 } rounds)
        {
            notices.Add($"Overrides that lead back to themselves: {string.Join(", ", rounds)}. Each is followed by one step only.");
        }

        notices.AddRange(IdleRouting.Notices(config));
        notices.AddRange(new UnknownModels(config).Notices());

        var clear = Secrets(config).Where(secret => secret.Secret is { IsLiteral: true }).Select(secret => secret.Path).ToList();
        if (clear.Count > 0)
        {
            notices.Add($"Written in clear: {string.Join(", ", clear)}. A reference is safer: \"env:NAME\" or \"file:PATH\".");
        }

        return notices;
    }

    /// <summary>Each circle once.</summary>
    private static IReadOnlyList<string> Rounds(IReadOnlyDictionary<string, ModelName>? overrides) => overrides is null ? [] :
    [
        .. overrides.Keys.Select(model => NameWalk.Circle(model, at => overrides.GetValueOrDefault(at)?.Text)).OfType<List<string>>()
            .DistinctBy(circle => circle.Min(StringComparer.Ordinal)).Select(circle => $"modelOverrides.{string.Join(" → ", circle)}"),
    ];

    private static IEnumerable<(string Path, SecretRef? Secret)> Secrets(GatewayConfig config)
    {
        foreach (var (name, provider) in config.Providers)
        {
            yield return ($"providers.{name}.apiKey", provider.ApiKey);
            foreach (var (index, account) in (provider.Accounts ?? []).Index())
            {
                yield return ($"providers.{name}.accounts[{index}].apiKey", account.ApiKey);
            }
        }

        foreach (var (index, client) in config.Clients.Index())
        {
            yield return ($"clients[{index}].key", client.Key);
        }

        yield return ("auth.anthropicMaxToken", config.Auth.AnthropicMaxToken);
        yield return ("alerts.webhookSecret", config.Alerts?.WebhookSecret);
        yield return ("ledger.connection", config.Ledger?.Connection);
        yield return ("api_key", config.ApiKey);
    }
}
