using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>The rate profiles that the gateway knows, read from the embedded <c>profiles.json</c>. Limits change weekly: they are data.</summary>
internal static class RateProfiles
{
    private static readonly Dictionary<string, RateProfile> s_rows = Read();

    /// <summary>The names, in the file's order.</summary>
    public static IReadOnlyCollection<string> Names => s_rows.Keys;

    /// <summary>For a provider that nobody knows.</summary>
    public static RateProfile Plain { get; } = s_rows["plain"];

    /// <summary>For a server on this machine, which has no limits to learn.</summary>
    public static RateProfile Local { get; } = s_rows["local"];

    public static RateProfile? Find(string name) => s_rows.GetValueOrDefault(name);

    /// <summary>The profile of a provider.</summary>
    /// <param name="chosen">The profile that the user named; it exists.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="apis">The APIs that it speaks.</param>
    /// <param name="address">Where it is.</param>
    public static RateProfile For(string? chosen, string provider, IReadOnlyList<Api> apis, Uri address) =>
        (chosen is null ? Find(provider) : Find(chosen))
        ?? (apis is [Api.Anthropic] ? Find("anthropic") : null)
        ?? (address.IsLoopback ? Local : Plain);

    private static Dictionary<string, RateProfile> Read()
    {
        using var file = Embedded.Open("profiles.json");
        return JsonSerializer.Deserialize(file, CatalogJson.Default.ListRateProfile)!.ToDictionary(row => row.Name, StringComparer.Ordinal);
    }
}
