using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace RelayPlane.Catalog;

/// <summary>Which providers of the price table a provider charges like.</summary>
internal static class PriceNames
{
    private const string Sandbox = "sandbox";

    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(50);

    /// <summary>Names that others have for the table's providers.</summary>
    private static readonly FrozenDictionary<string, string> s_ids = new Dictionary<string, string>
    {
        ["gemini"] = "google", ["vertex"] = "google", ["vertex-ai"] = "google", ["vertex_ai"] = "google", ["google-vertex"] = "google", ["google-gla"] = "google",
        ["xai"] = "x-ai", ["x_ai"] = "x-ai", ["grok"] = "x-ai",
        ["bedrock"] = "aws", ["amazon-bedrock"] = "aws", ["aws-bedrock"] = "aws",
        ["azure-openai"] = "azure", ["azure_openai"] = "azure",
        ["together-ai"] = "together", ["together_ai"] = "together", ["fireworks-ai"] = "fireworks", ["fireworks_ai"] = "fireworks",
        ["moonshot"] = "moonshotai", ["copilot"] = "github-copilot", ["voyage"] = "voyageai", ["z-ai"] = "zai", ["zhipu"] = "zhipuai", ["claude"] = "anthropic",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sandbox serves the models of these, and is priced as they are.</summary>
    private static readonly string[] s_played = ["anthropic", "openai", "google"];

    /// <summary>The table's ids in the order in which to look, by the name that the provider has here.</summary>
    public static IReadOnlyList<string> Of(string provider) =>
        provider.Equals(Sandbox, StringComparison.OrdinalIgnoreCase) ? s_played : [s_ids.GetValueOrDefault(provider, provider)];

    /// <summary>The provider whose addresses look like this one; null where none do.</summary>
    public static string? At(Uri address, PriceTable table)
    {
        foreach (var id in table.Providers)
        {
            if (table.Find(id)?.ApiPattern is { } pattern && Begins(address.AbsoluteUri, pattern))
            {
                return id;
            }
        }

        return null;
    }

    private static bool Begins(string address, string pattern)
    {
        try
        {
            return Regex.Match(address, pattern, RegexOptions.CultureInvariant, s_most) is { Success: true, Index: 0 };
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
