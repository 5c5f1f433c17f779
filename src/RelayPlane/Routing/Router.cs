using RelayPlane.Catalog;
using RelayPlane.Dialects;

namespace RelayPlane.Routing;

/// <summary>Turns a call into a plan: which provider and model its words mean. The rules stand in the order in which they are tried.</summary>
/// <param name="providers">Every provider that catalog or config knows, by name.</param>
/// <param name="providerOfModel">The provider whose models are named like this one, or null.</param>
/// <param name="configured">Providers that the config names, or that have a key or need none.</param>
/// <param name="moved">Providers whose base URL the config changed: what stands there may serve any model, under any name.</param>
internal sealed class Router(IReadOnlyDictionary<string, Provider> providers, Func<string, string?> providerOfModel, IReadOnlySet<string> configured, IReadOnlySet<string> moved)
{
    private const string ModelHeader = "x-relayplane-model";

    private static readonly string[] OurPrefixes = ["rp:", "relayplane:"];

    public OrRefusal<Plan> Plan(Call call)
    {
        var homeName = HomeProvider.Of(call.Api);
        var asked = call.Headers[ModelHeader].ToString();
        var name = asked.Length > 0 ? asked : call.Facts.Model;
        if (string.IsNullOrEmpty(name))
        {
            return Home(homeName, string.Empty);
        }

        if (OurPrefixes.Any(ours => name.StartsWith(ours, StringComparison.OrdinalIgnoreCase)))
        {
            return Unknown(name);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && providers.TryGetValue(name[..slash], out var named) && (configured.Contains(named.Name) || !moved.Contains(homeName)))
        {
            return One(named, name[(slash + 1)..], "named");
        }

        if (moved.Contains(homeName))
        {
            return Home(homeName, name);
        }

        if (providerOfModel(name) is { } owner && providers.TryGetValue(owner, out var owning))
        {
            return One(owning, name, "catalog");
        }

        return slash > 0 ? Unknown(name) : Home(homeName, name);
    }

    private OrRefusal<Plan> Home(string name, string model) => providers.TryGetValue(name, out var home)
        ? One(home, model, "home")
        : new Refusal(RefusalKind.ModelNotFound, $"The provider {name}, where this call would go, is switched off in the config.", "model");

    private static Plan One(Provider provider, string model, string reason) => new([new Target(provider, model)], reason);

    private Refusal Unknown(string name)
    {
        var near = NearNames.Of(name, providers.Keys.Select(provider => name.Contains('/', StringComparison.Ordinal) ? $"{provider}/{name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]}" : provider));
        var hint = near.Count > 0 ? $" Did you mean {string.Join(", ", near)}?" : string.Empty;
        return new Refusal(RefusalKind.ModelNotFound, $"No provider has a model named {name}.{hint}", "model");
    }
}
