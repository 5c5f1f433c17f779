using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>Whose model a bare name is, by how it begins; read from the embedded <c>models.json</c>. The longest prefix wins.</summary>
internal static class ModelPrefixes
{
    private static readonly (string Prefix, string Provider)[] s_rules = Read();

    /// <summary>The provider whose models are named like this; null where no rule knows.</summary>
    public static string? ProviderOf(string model)
    {
        foreach (var (prefix, provider) in s_rules)
        {
            if (model.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && EndsWord(model, prefix.Length))
            {
                return provider;
            }
        }

        return null;
    }

    /// <summary><c>o1</c> begins <c>o1-mini</c> but not <c>o10</c>, and <c>gemma</c> not Ollama's <c>gemma3:4b</c>.</summary>
    private static bool EndsWord(string model, int at) =>
        at == model.Length || !char.IsAsciiLetterOrDigit(model[at]) || !char.IsAsciiLetterOrDigit(model[at - 1]);

    private static (string Prefix, string Provider)[] Read()
    {
        using var file = Embedded.Open("models.json");
        var providers = JsonSerializer.Deserialize(file, CatalogJson.Default.DictionaryStringStringArray)!;
        return [.. providers.SelectMany(p => p.Value.Select(prefix => (prefix, p.Key))).OrderByDescending(rule => rule.prefix.Length)];
    }
}
