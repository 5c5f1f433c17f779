using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RelayPlane.Catalog;

/// <summary>
/// What models take, read from the embedded <c>traits.json</c>: rows that name a provider, models, or both, one laid over the other in the file's order.
/// A rule of a model's family stands before a provider's own, and holds wherever the model is served (bug B50). Facts: the providers' documentation and
/// recorded refusals.
/// </summary>
internal static class TraitTable
{
    private static readonly IReadOnlyList<TraitRow> s_rows = Read();

    /// <param name="provider">Its name.</param>
    /// <param name="told">What the user's config says of models, over it all.</param>
    /// <returns>What a model takes there; each is made once.</returns>
    public static Func<string, ModelTraits> For(string provider, IReadOnlyList<TraitRow> told)
    {
        var known = new ConcurrentDictionary<string, ModelTraits>(StringComparer.Ordinal);
        return model => known.Count < MostKept ? known.GetOrAdd(model, name => Of(provider, name, told)) : known.TryGetValue(model, out var kept) ? kept : Of(provider, model, told);
    }

    /// <summary>Names come from clients, who may make up any number of them.</summary>
    private const int MostKept = 1000;

    /// <summary>The names that a row may set, in camel case.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. JsonSerializer.SerializeToNode(ModelTraits.Newest, CatalogJson.Default.ModelTraits)!.AsObject().Select(member => member.Key)];

    /// <summary>Whether any row is about this very provider.</summary>
    public static bool Knows(string provider) => s_rows.Any(row => row.Provider?.Contains(provider) == true);

    /// <summary>Whether a member's value is one that it can have.</summary>
    public static bool Takes(string name, JsonNode? value)
    {
        try
        {
            _ = new JsonObject { [name] = value?.DeepClone() }.Deserialize(CatalogJson.Default.ModelTraits);
            return value is not null || name == "maxOutput";
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ModelTraits Of(string provider, string model, IReadOnlyList<TraitRow> told)
    {
        var all = JsonSerializer.SerializeToNode(ModelTraits.Newest, CatalogJson.Default.ModelTraits)!.AsObject();
        foreach (var row in s_rows.Concat(told))
        {
            if ((row.Provider is null || row.Provider.Contains(provider)) && Wildcard.MatchesAny(row.Model, model))
            {
                foreach (var (name, value) in row.Set)
                {
                    all[name] = value?.DeepClone();
                }
            }
        }

        return all.Deserialize(CatalogJson.Default.ModelTraits)!;
    }

    private static List<TraitRow> Read()
    {
        using var file = Embedded.Open("traits.json");
        return JsonSerializer.Deserialize(file, CatalogJson.Default.ListTraitRow)!;
    }
}

/// <summary>What some models take.</summary>
/// <param name="Set">Members of <see cref="ModelTraits"/>.</param>
/// <param name="Provider">Where; null for everywhere.</param>
/// <param name="Model">Which, <c>*</c> standing for anything; null for all.</param>
internal sealed record TraitRow(JsonObject Set, IReadOnlyList<string>? Provider = null, IReadOnlyList<string>? Model = null);
