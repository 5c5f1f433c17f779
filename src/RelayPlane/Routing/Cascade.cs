using System.Collections.Frozen;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Config;

namespace RelayPlane.Routing;

/// <summary>RelayPlane's <c>crossProviderCascade</c>: a list of providers, each the fallback of those before it, with a model in the place of the one that failed.</summary>
/// <param name="own"><c>modelMapping</c>: model → provider → model.</param>
/// <param name="providerOfModel">The provider whose models are named like this one, or null.</param>
internal sealed class Cascade(IReadOnlyList<string> providers, FrozenDictionary<string, FrozenDictionary<string, string>> own, Func<string, string?> providerOfModel)
{
    /// <summary>Has everybody's models, each with its provider's name before it.</summary>
    private const string Aggregator = "openrouter";

    /// <summary>Null where it is off, or lists nobody.</summary>
    public static Cascade? From(CrossProviderCascadeConfig? config, Func<string, string?> providerOfModel) =>
        config is { Enabled: true, Providers: { Count: > 0 } providers } ? new Cascade([.. providers.Where(name => name is not null)], Mapping(config.ModelMapping), providerOfModel) : null;

    /// <summary>The providers that stand behind the target's in the list, or all where it is not in it; without those that have no such model.</summary>
    public IEnumerable<(string Provider, string Model)> After(Target first)
    {
        var at = Enumerable.Range(0, providers.Count).FirstOrDefault(index => providers[index] == first.Provider.Name, -1);
        return from provider in providers.Skip(at + 1)
               let model = ModelAt(provider, first)
               where model is not null
               select (provider, model);
    }

    /// <summary>The user's own word, else the catalog's, else the aggregator's way of naming, else the same name.</summary>
    private string? ModelAt(string provider, Target first)
    {
        if (own.TryGetValue(first.Model, out var written) && written.TryGetValue(provider, out var mapped))
        {
            return mapped;
        }

        if (Counterparts.Of(first.Provider.Name, first.Model, provider) is { } known)
        {
            return known;
        }

        if (provider == Aggregator)
        {
            return first.Model.Contains('/', StringComparison.Ordinal) ? first.Model : $"{providerOfModel(first.Model) ?? first.Provider.Name}/{first.Model}";
        }

        // The aggregator's name for a provider's model holds the provider's own name for it.
        if (first.Model.StartsWith($"{provider}/", StringComparison.Ordinal))
        {
            return first.Model[(provider.Length + 1)..];
        }

        return providerOfModel(first.Model) is { } owner && owner != provider && Counterparts.HasOnlyItsOwn(provider) ? null : first.Model;
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Mapping(JsonElement? written) =>
        written is not { ValueKind: JsonValueKind.Object } models ? FrozenDictionary<string, FrozenDictionary<string, string>>.Empty
        : models.EnumerateObject().Where(model => model.Value.ValueKind == JsonValueKind.Object).ToFrozenDictionary(
            model => model.Name,
            model => model.Value.EnumerateObject().Where(there => there.Value.ValueKind == JsonValueKind.String).ToFrozenDictionary(there => there.Name, there => there.Value.GetString()!));
}
