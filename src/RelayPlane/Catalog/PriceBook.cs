using System.Collections.Concurrent;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>
/// Every price that is known, the user's own before the tables: what an attempt costs, and what a model would cost at most. Shared by all calls; a change
/// of prices swaps what is within. The tables that are built in are opened when the first price is asked for.
/// </summary>
internal sealed class PriceBook
{
    /// <summary>Few combinations of rates and modifiers exist; a provider that invents words cannot make more of them than this.</summary>
    private const int MostMultiplied = 1024;

    private readonly Lock _changing = new();
    private readonly Lazy<PriceTable> _overlay;
    private readonly Lazy<PriceTable> _table;
    private readonly ConcurrentDictionary<(Tariff Tariff, RateModifiers Modifiers), (decimal Times, bool Known, string Basis)> _multiplied = new();
    private OwnPrices _own = OwnPrices.None;
    private PriceTable? _downloaded;
    private PriceLayers? _layers;

    /// <param name="table">Takes the place of all that is built in; null for that.</param>
    public PriceBook(PriceTable? table = null)
    {
        _table = new Lazy<PriceTable>(() => table ?? PriceTable.Embedded());
        _overlay = new Lazy<PriceTable>(() => table ?? PriceTable.Overlay());
    }

    /// <summary>The table that is built in.</summary>
    public PriceTable Table => _table.Value;

    /// <summary>The table that the user downloaded; null for none.</summary>
    public PriceTable? Downloaded => Volatile.Read(ref _downloaded);

    private PriceLayers Layers => Volatile.Read(ref _layers) ?? Lay();

    /// <summary>Takes what a config says from now on.</summary>
    public void Use(OwnPrices own) => Change(() => _own = own);

    /// <summary>Takes a downloaded table from now on; null takes it away.</summary>
    public void Use(PriceTable? downloaded) => Change(() => Volatile.Write(ref _downloaded, downloaded));

    /// <summary>Prices by the model that the provider says answered, else by the one it was sent, at the rates of the moment it was sent.</summary>
    public Quote Price(string provider, string? returned, string sent, DateTimeOffset at, in TokenUsage usage, RateModifiers modifiers)
    {
        if (Layers.Find(provider, returned, sent)?.At(at, usage.TotalInput) is not { } tariff)
        {
            return Quote.Unpriced;
        }

        var (times, known, basis) = modifiers == default ? (1m, true, tariff.Basis) : Multiplied(tariff, modifiers);
        return tariff.Rates.Cost(usage, times) is { } cost
            ? new Quote(known && tariff.Rates.Covers(usage) ? PriceStatus.Priced : PriceStatus.Estimated, cost, tariff.Provider, tariff.Model, basis)
            : Quote.Unpriced;
    }

    /// <summary>The list price of a model for a request of so much input; null where it is unknown.</summary>
    public ListPrice? List(string provider, string model, DateTimeOffset at, long totalInput) =>
        Layers.Find(provider, null, model)?.At(at, totalInput) is { } tariff ? new ListPrice(tariff.Rates, Layers.MaxOutput(provider, model)) : null;

    /// <summary>A model's row, with all that it says; null where nobody knows it.</summary>
    public PricedModel? Find(string provider, string model) => Layers.Find(provider, null, model);

    /// <summary>The id that a provider has for a name that somebody wrote: the name itself where it is one, another where it is a loose spelling of that, null where nobody knows.</summary>
    public string? Spelled(string provider, string name) => Counterparts.HasOnlyItsOwn(provider) ? Layers.Spelled(provider, name) : null;

    private (decimal Times, bool Known, string Basis) Multiplied(Tariff tariff, RateModifiers modifiers)
    {
        if (_multiplied.TryGetValue((tariff, modifiers), out var known))
        {
            return known;
        }

        if (_multiplied.Count >= MostMultiplied)
        {
            _multiplied.Clear();
        }

        var found = PriceMultipliers.Of(tariff, modifiers);
        return _multiplied[(tariff, modifiers)] = (found.Times, found.Known, found.Causes.Count == 0 ? tariff.Basis : PriceBasis.Write(tariff, found.Causes));
    }

    private void Change(Action change)
    {
        lock (_changing)
        {
            change();
            _multiplied.Clear();
            Volatile.Write(ref _layers, null);
        }
    }

    private PriceLayers Lay()
    {
        lock (_changing)
        {
            var layers = _layers ?? new PriceLayers(_own, _downloaded, _overlay.Value, _table.Value);
            Volatile.Write(ref _layers, layers);
            return layers;
        }
    }
}

/// <summary>What a model charges at a moment, for a request of some size.</summary>
/// <param name="MaxOutput">The most tokens it writes; null where unknown.</param>
internal sealed record ListPrice(Rates Rates, long? MaxOutput);
