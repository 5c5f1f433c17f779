using RelayPlane.Gateway;
using RelayPlane.Pacing;

namespace RelayPlane.Dashboard.Providers;

/// <summary>How providers and their keys stand, and what a person tells of them: held, resumed, or tried again as if nothing had failed.</summary>
/// <param name="providers">Those of the config in force.</param>
internal sealed class ProviderBoard(Pacer pacer, Func<IReadOnlyList<KeyedProvider>> providers)
{
    public ProvidersAnswer Answer()
    {
        var states = pacer.Report().Lanes.ToLookup(lane => lane.Provider, lane => lane.State);
        var all = providers();
        return pacer.Look((table, _) => new ProvidersAnswer([.. all.Where(one => one.IsConfigured || states.Contains(one.Provider.Name)).Select(one => Line(one, table, states[one.Provider.Name]))]));
    }

    /// <returns>False where there is no such provider.</returns>
    public bool Hold(string provider, bool held)
    {
        if (Find(provider) is null)
        {
            return false;
        }

        pacer.Look((table, _) => table.Holds.Hold(provider, held));
        return true;
    }

    /// <returns>False where there is no such key.</returns>
    public bool Hold(string provider, string label, bool held)
    {
        if (!Has(provider, label))
        {
            return false;
        }

        pacer.Look((table, _) => table.Holds.Hold(provider, label, held));
        return true;
    }

    /// <summary>Closes breakers, ends cooldowns, and takes a key for good again: what is held stays held.</summary>
    /// <param name="label">The key; null for all that goes to the provider.</param>
    /// <returns>False where there is no such provider or key.</returns>
    public bool Reset(string provider, string? label)
    {
        if (Find(provider) is not { } found || (label is not null && !Has(provider, label)))
        {
            return false;
        }

        return pacer.Look((table, _) =>
        {
            // A key's own state may be known of an earlier run, before any lane is.
            foreach (var key in found.Keys.Where(key => label is null || key.Label == label))
            {
                table.StateOf(provider, key.Id).Answered();
            }

            foreach (var lane in table.Lanes.Where(lane => lane.Provider == provider && (label is null || (lane.Key.IsConfigured && lane.Key.Label == label))))
            {
                lane.Reset();
            }

            return true;
        });
    }

    private KeyedProvider? Find(string provider) => providers().FirstOrDefault(one => one.Provider.Name == provider);

    private bool Has(string provider, string label) => Find(provider)?.Keys.Any(key => key.Label == label) == true;

    private static ProviderLine Line(KeyedProvider one, PoolTable table, IEnumerable<string> states)
    {
        var name = one.Provider.Name;
        var lanes = table.Lanes.Where(lane => lane.Provider == name).ToList();
        var held = table.Holds.Has(name);
        return new ProviderLine(
            name,
            one.Provider.BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
            [.. one.Keys.Select(key => new KeyLine(key.Label, table.Holds.Has(name, key.Label), lanes.Where(lane => lane.Key.Id == key.Id).Sum(lane => lane.Mirror.Unsettled)))],
            one.Provider.Keyless,
            held,
            lanes.Sum(lane => lane.Mirror.Unsettled),
            LaneStates.All.FirstOrDefault(states.Contains) ?? (held ? LaneStates.Held : null));
    }
}
