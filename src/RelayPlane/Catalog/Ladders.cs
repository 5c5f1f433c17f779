using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>Smaller models of the same family, from <c>ladders.json</c>: how a model's name begins → rungs from dear to cheap, each the newest first of models that are alike. The longest beginning wins.</summary>
internal static class Ladders
{
    private static readonly (string Prefix, string[][] Rungs)[] s_families = Read();

    /// <summary>The rungs of a model's family, whether or not they are below it; empty for a model of none.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(string model)
    {
        foreach (var (prefix, rungs) in s_families)
        {
            if (model.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return rungs;
            }
        }

        return [];
    }

    /// <summary>How the names of a model's family begin; null for a model of none.</summary>
    public static string? FamilyOf(string model)
    {
        foreach (var (prefix, _) in s_families)
        {
            if (model.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return prefix;
            }
        }

        return null;
    }

    private static (string Prefix, string[][] Rungs)[] Read()
    {
        using var stream = Embedded.Open("ladders.json");
        using var file = JsonDocument.Parse(stream);
        return
        [
            .. from family in file.RootElement.EnumerateObject()
               orderby family.Name.Length descending
               select (family.Name, family.Value.EnumerateArray().Select(rung => rung.EnumerateArray().Select(model => model.GetString()!).ToArray()).ToArray()),
        ];
    }
}
