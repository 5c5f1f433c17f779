using System.Collections.Frozen;

namespace RelayPlane.Routing;

/// <summary>What comes after a call's first target: the route's list, else the default chain of the target's provider and then the cascade.</summary>
/// <param name="byProvider"><c>providers.NAME.fallback</c>.</param>
/// <param name="cascade">Null where it is off.</param>
internal sealed class Fallbacks(TargetNames names, FrozenDictionary<string, IReadOnlyList<string>> byProvider, Cascade? cascade)
{
    /// <param name="own">The route's list; null for a route that gives none, and for no route.</param>
    public IReadOnlyList<Target> Chain(Call call, Target first, IReadOnlyList<string>? own)
    {
        var written = own ?? (byProvider.Count > 0 ? byProvider.GetValueOrDefault(first.Provider.Name) : null);
        // What only one provider holds is nowhere else.
        if (!MayMove(call) || call.Facts.StatefulId is not null || ((written is null or []) && (own is not null || cascade is null)))
        {
            return [first];
        }

        var chain = new List<Target> { first };
        foreach (var name in written ?? [])
        {
            Add(chain, names.Written(call.Api, name, first.Model).Target);
        }

        foreach (var (provider, model) in own is null && cascade is not null ? cascade.After(first) : [])
        {
            Add(chain, names.Provider(provider) is { } known ? new Target(known, model) : null);
        }

        return chain;
    }

    /// <summary>Whether any provider may take the call: what is no model's work is about things that only its provider has.</summary>
    public static bool MayMove(Call call) => call.Endpoint is not (Endpoint.Other or Endpoint.Models or Endpoint.Model);

    /// <summary>A target that is switched off, or has been named already, is left out.</summary>
    private static void Add(List<Target> chain, Target? target)
    {
        if (target is not null && !chain.Contains(target))
        {
            chain.Add(target);
        }
    }
}
