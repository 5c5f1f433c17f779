using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>The providers that the gateway knows by itself, read from the embedded <c>providers.json</c>. Adding one is adding a row.</summary>
internal static class ProviderTable
{
    /// <summary>Name → row, in the file's order.</summary>
    public static IReadOnlyDictionary<string, ProviderRow> Rows { get; } = Read();

    private static OrderedDictionary<string, ProviderRow> Read()
    {
        using var file = Embedded.Open("providers.json");
        var rows = new OrderedDictionary<string, ProviderRow>(StringComparer.Ordinal);
        foreach (var row in JsonSerializer.Deserialize(file, CatalogJson.Default.ListProviderRow)!)
        {
            rows.Add(row.Name, row);
        }

        return rows;
    }
}
