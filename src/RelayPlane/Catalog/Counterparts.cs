using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>
/// Models of about the same worth at another provider, from <c>counterparts.json</c>: provider → how the model's name begins → other provider → model.
/// RelayPlane's own table, without the pairs that would quietly give a much smaller model. The longest beginning wins.
/// </summary>
internal static class Counterparts
{
    /// <summary>Whoever has models of nobody else's naming: those whose models the prefixes tell.</summary>
    private static readonly string[] s_onlyTheirOwn = ["anthropic", "openai", "google", "xai", "deepseek", "mistral", "perplexity"];

    private static readonly (string From, string Prefix, string To, string Model)[] s_pairs = Read();

    public static string? Of(string from, string model, string to)
    {
        foreach (var pair in s_pairs)
        {
            if (pair.From == from && pair.To == to && model.StartsWith(pair.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                return pair.Model;
            }
        }

        return null;
    }

    /// <summary>Whether the provider surely has no models but its own.</summary>
    public static bool HasOnlyItsOwn(string provider) => s_onlyTheirOwn.Contains(provider);

    private static (string From, string Prefix, string To, string Model)[] Read()
    {
        using var stream = Embedded.Open("counterparts.json");
        using var file = JsonDocument.Parse(stream);
        return
        [
            .. from provider in file.RootElement.EnumerateObject()
               from model in provider.Value.EnumerateObject()
               from other in model.Value.EnumerateObject()
               orderby model.Name.Length descending
               select (provider.Name, model.Name, other.Name, other.Value.GetString()!),
        ];
    }
}
