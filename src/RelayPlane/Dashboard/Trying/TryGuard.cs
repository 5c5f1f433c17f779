using RelayPlane.Admission.Budgets;
using RelayPlane.Gateway;
using RelayPlane.Upstream;

namespace RelayPlane.Dashboard.Trying;

/// <summary>Whether a try would stay in the sandbox: it must never cost anything.</summary>
internal static class TryGuard
{
    /// <returns>Why it might not; null where it would.</returns>
    public static string? Problem(string model, Runtime rooms, BudgetsAnswer budgets)
    {
        if (rooms.Providers.FirstOrDefault(one => one.Provider.Name == "sandbox") is not { } sandbox)
        {
            return "The config has switched the provider sandbox off, so that there is nothing to try.";
        }

        if (sandbox.Provider.BaseUrl.Host != UpstreamClient.EmbeddedHost)
        {
            return "The config has another provider in place of the sandbox, so a try might cost something.";
        }

        return rooms.Admittance.Budgets is { ReplaceFrom: { } from, Replacements: { } told }
            && (told.ContainsKey(model) || told.ContainsKey($"sandbox/{model}") || told.ContainsKey(BudgetTerms.ModelKey(model)))
            && budgets.Budgets.Any(line => line.Percent >= from)
            ? $"downgrade.mapping now sends {model} elsewhere, so a try might cost something."
            : null;
    }
}
