using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>What stands for simple, moderate and complex where the config names no models, from <c>tiers.json</c>: provider → models, from cheap to dear. Providers stand in the order in which one with a key is looked for.</summary>
internal sealed record UsualTiers(string Provider, string Simple, string Moderate, string Complex)
{
    public static IReadOnlyList<UsualTiers> All { get; } = Read();

    /// <summary>Those of the first provider that has a key, else of the one given, where it has any.</summary>
    public static UsualTiers? For(IReadOnlySet<string> keyed, string otherwise) =>
        All.FirstOrDefault(tiers => keyed.Contains(tiers.Provider)) ?? Of(otherwise);

    public static UsualTiers? Of(string provider) => All.FirstOrDefault(tiers => tiers.Provider == provider);

    private static UsualTiers[] Read()
    {
        using var stream = Embedded.Open("tiers.json");
        using var file = JsonDocument.Parse(stream);
        return [.. file.RootElement.EnumerateObject().Select(provider => new UsualTiers(provider.Name, provider.Value[0].GetString()!, provider.Value[1].GetString()!, provider.Value[2].GetString()!))];
    }
}
