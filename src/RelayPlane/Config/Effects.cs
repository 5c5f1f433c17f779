using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>Which keys do something. All others parse, and are named once as being without effect.</summary>
internal static class Effects
{
    /// <summary>Paths; <c>*</c> stands for one name. A path covers all beneath it.</summary>
    private static readonly string[][] s_effective = [.. new[]
    {
        "$schema", "server", "clients.name", "clients.key", "auth.clientKeys", "ollama.baseUrl",
        "providers.*.baseUrl", "providers.*.versionSegment", "providers.*.enabled", "providers.*.apiKey", "providers.*.accounts", "providers.*.auth",
        "providers.*.apis", "providers.*.paths", "providers.*.headers", "providers.*.includeUsage", "providers.*.keyless",
        "providers.*.profile", "providers.*.rateLimit", "rateLimit.models", "providers.*.fallback", "providers.*.fallbackOn", "providers.*.timeouts",
        "routes", "routing", "aliases", "modelOverrides", "enabled",
        "models.*.capabilities", "models.*.price", "pricing", "crossProviderCascade", "reliability.cooldowns",
        "anomaly", "alerts", "budget.alertWebhook",
        "budget.enabled", "budget.dailyUsd", "budget.hourlyUsd", "budget.weeklyUsd", "budget.monthlyUsd", "budget.perRequestUsd", "budget.sessionCapUsd", "budget.dailyCapUSD",
        "budget.dailyTokens", "budget.hourlyTokens", "budget.weeklyTokens", "budget.monthlyTokens", "budget.onBreach", "budget.downgradeTo", "budget.modelLadder",
        "budget.alertThresholds", "budget.warningThreshold", "budget.reserveWaitSeconds", "budget.clampOutput", "budget.unpriced", "budget.timeZone", "budget.window",
        "budget.agents", "budget.clients", "budget.models", "downgrade",
        "limits", "clients.limits", "models.*.limits",
        "pacing.enabled", "pacing.maxWaitSeconds", "pacing.pingAfterSeconds", "pacing.spillAfterSeconds",
        "ledger.retentionDays", "ledger.maxSizeMb", "ledger.storeContent", "dashboard.showRequestContent",
        "routing", "routes.*.routing",
    }.Select(path => path.Split('.'))];

    /// <summary>The keys in the file that do nothing, each by its shortest telling path: <c>budget.dailyUsd</c>.</summary>
    public static IReadOnlyList<string> Without(JsonElement file)
    {
        var found = new List<string>();
        Walk(file, [], found);
        return [.. found.Distinct()];
    }

    private static void Walk(JsonElement value, string[] path, List<string> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Walk(item, path, found);
            }
        }

        foreach (var member in value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : Array.Empty<JsonProperty>())
        {
            string[] at = [.. path, member.Name];
            if (s_effective.Any(known => (known.Length <= at.Length && Begins(at, known)) || (IsEmpty(member.Value) && Begins(known, at))))
            {
                continue;
            }

            // Deeper only where something beneath has effect, or to name a section's own keys.
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && (at.Length < 2 || s_effective.Any(known => Begins(known, at))) && HasMembers(member.Value))
            {
                Walk(member.Value, at, found);
            }
            else
            {
                found.Add(string.Join('.', at));
            }
        }
    }

    private static bool HasMembers(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Any()
        : value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object);

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    /// <summary>Whether the longer path begins with the shorter one.</summary>
    private static bool Begins(string[] longer, string[] shorter) =>
        longer.Length >= shorter.Length && shorter.Zip(longer).All(pair => pair.First == pair.Second || pair.First == "*" || pair.Second == "*");
}
