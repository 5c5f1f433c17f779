using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary><c>models.NAME.capabilities</c>: what the user knows of a model, laid over the catalog's traits. NAME may hold <c>*</c>, and may begin with <c>provider/</c>.</summary>
internal static class ToldTraits
{
    public static IReadOnlyList<TraitRow> Of(IReadOnlyDictionary<string, ModelConfig>? models)
    {
        var rows = new List<TraitRow>();
        foreach (var (name, model) in models ?? new Dictionary<string, ModelConfig>())
        {
            if (model.Capabilities is { ValueKind: JsonValueKind.Object } told)
            {
                rows.Add(Row(name, model, JsonObject.Create(told)!));
            }
        }

        return rows;
    }

    public static IEnumerable<(string Path, string Text)> Problems(IReadOnlyDictionary<string, ModelConfig>? models)
    {
        foreach (var (name, model) in models ?? new Dictionary<string, ModelConfig>())
        {
            if (model?.Capabilities is not { ValueKind: JsonValueKind.Object } told)
            {
                continue;
            }

            foreach (var (trait, value) in JsonObject.Create(told)!)
            {
                var path = $"models.{name}.capabilities.{trait}";
                if (!TraitTable.Names.Contains(trait))
                {
                    yield return (path, $"is nothing that is known of models; the nearest is {Nearest.To(trait, TraitTable.Names)}");
                }
                else if (!TraitTable.Takes(trait, value))
                {
                    yield return (path, $"cannot be {value?.ToJsonString() ?? "null"}");
                }
            }
        }
    }

    private static TraitRow Row(string name, ModelConfig model, JsonObject set)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return model.Provider is { } provider ? new TraitRow(set, [provider], [name])
            : slash > 0 ? new TraitRow(set, [name[..slash]], [name[(slash + 1)..]])
            : new TraitRow(set, Model: [name]);
    }
}
