using System.Collections.Concurrent;

namespace RelayPlane.Catalog;

/// <summary>All price tables over one another: what the user says before the downloaded table, that before the overlay, that before what is built in. Never changes; what was found is remembered.</summary>
internal sealed class PriceLayers
{
    /// <summary>A client that invents names cannot make the memory of them grow without bound.</summary>
    private const int MostFound = 4096;

    private readonly OwnPrices _own;
    private readonly PriceTable? _downloaded;
    private readonly PriceTable _overlay;
    private readonly PriceTable _table;
    private readonly ConcurrentDictionary<(string Provider, string? Returned, string Sent), PricedModel?> _found = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Provider, string Name), string?> _spelled = new();
    private readonly ConcurrentDictionary<string, Spellings> _spellings = new();

    public PriceLayers(OwnPrices own, PriceTable? downloaded, PriceTable overlay, PriceTable table) =>
        (_own, _downloaded, _overlay, _table) = (own, downloaded, overlay, table);

    /// <summary>
    /// The row for the model that the provider says answered, else for the one it was sent. What the user says of either comes first: a deployment has a
    /// name of its own, and its price is the user's to tell.
    /// </summary>
    public PricedModel? Find(string provider, string? returned, string sent)
    {
        if (_found.TryGetValue((provider, returned, sent), out var known))
        {
            return known;
        }

        var found = Own(provider, returned) ?? Own(provider, sent) ?? Listed(provider, returned) ?? Listed(provider, sent);
        if (_found.Count >= MostFound)
        {
            _found.Clear();
        }

        _found[(provider, returned, sent)] = found;
        return found;
    }

    /// <summary>The most that a model writes: as its row says, else as another table does.</summary>
    public long? MaxOutput(string provider, string model) =>
        Find(provider, null, model) is { MaxOutput: { } most } ? most : Ids(provider).Select(id => _table.Find(id)?.Find(model)?.MaxOutput).FirstOrDefault(most => most is not null);

    /// <summary>The id that a provider which has none but its own models has for a name.</summary>
    public string? Spelled(string provider, string name)
    {
        if (_spelled.TryGetValue((provider, name), out var known))
        {
            return known;
        }

        var found = _own.Names(provider, name) ? name : _spellings.GetOrAdd(provider, SpellingsOf).Of(name);
        if (_spelled.Count >= MostFound)
        {
            _spelled.Clear();
        }

        _spelled[(provider, name)] = found;
        return found;
    }

    private Spellings SpellingsOf(string provider) => new(
        provider, Ids(provider).SelectMany(id => new[] { _overlay, _downloaded, _table }.SelectMany(table => table?.Find(id)?.Models ?? [])));

    private PricedModel? Own(string provider, string? model) => string.IsNullOrEmpty(model) ? null : _own.Find(provider, model);

    private PricedModel? Listed(string provider, string? model)
    {
        if (string.IsNullOrEmpty(model))
        {
            return null;
        }

        foreach (var id in Ids(provider))
        {
            if (In(id, model) is { } found)
            {
                return Free(id, model, found);
            }

            // A provider that resells charges what the others do for what it does not list itself.
            foreach (var other in (_downloaded?.Find(id) ?? _table.Find(id))?.Fallbacks ?? [])
            {
                if (In(other, model) is { } elsewhere)
                {
                    return elsewhere;
                }
            }

            if (Free(id, model, null) is { } free)
            {
                return free;
            }
        }

        return null;
    }

    /// <summary>A row of the overlay fills a gap: it comes before both tables, unless the downloaded one has come to know the model itself.</summary>
    private PricedModel? In(string id, string model)
    {
        var extra = _overlay.Find(id)?.Find(model);
        if (_downloaded?.Find(id) is { } newer && (extra is null || newer.Models.Any(row => row.Id == extra.Id)) && newer.Find(model) is { } found)
        {
            return found;
        }

        return extra ?? _table.Find(id)?.Find(model);
    }

    /// <summary>What OpenRouter calls <c>:free</c> is, whether a table lists it or not.</summary>
    private static PricedModel? Free(string id, string model, PricedModel? found) =>
        id == "openrouter" && model.EndsWith(":free", StringComparison.OrdinalIgnoreCase) && !(found?.Id.EndsWith(":free", StringComparison.OrdinalIgnoreCase) ?? false)
            ? PricedModel.Free(id, model)
            : found;

    private IReadOnlyList<string> Ids(string provider) => _ids.GetOrAdd(
        provider,
        name => _own.Addresses.TryGetValue(name, out var address) && PriceNames.At(address, _table) is { } id ? [id] : PriceNames.Of(name));
}
