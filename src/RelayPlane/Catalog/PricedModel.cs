using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>One model of a price table.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Rule">Which ids it covers.</param>
/// <param name="Entries">Its prices; the last one that is active holds.</param>
/// <param name="MaxOutput">The most tokens it writes; null where unknown.</param>
/// <param name="Source">Where the row comes from.</param>
internal sealed record PricedModel(string Id, PriceRule Rule, IReadOnlyList<PriceEntry> Entries, long? MaxOutput, string? Source)
{
    /// <summary>The most tokens of input and output together; null where unknown.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>A row for a model that costs nothing.</summary>
    public static PricedModel Free(string provider, string model) => Flat(provider, model, new Rates(0, null, null, null, 0), null, null);

    /// <summary>A row for a model that costs the same at any time and size.</summary>
    public static PricedModel Flat(string provider, string model, Rates rates, long? maxOutput, string? source) => new(
        model,
        new PriceRule.Text(PriceRule.TextKind.Equals, model),
        [new PriceEntry(null, null, [new Tariff(provider, model, rates, null, null, source, null)])],
        maxOutput,
        source);

    /// <summary>What holds at a moment for a request of so much input; null where nothing does.</summary>
    public Tariff? At(DateTimeOffset at, long totalInput) => EntryAt(at)?.For(totalInput);

    public PriceEntry? EntryAt(DateTimeOffset at)
    {
        for (var i = Entries.Count - 1; i >= 0; i--)
        {
            if (Entries[i].IsActive(at))
            {
                return Entries[i];
            }
        }

        return null;
    }
}

/// <summary>One provider of a price table.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="ApiPattern">A regular expression of its addresses; null where it has none.</param>
/// <param name="Fallbacks">The providers that price what it does not name.</param>
/// <param name="Models">In file order: the first whose rule accepts an id is the one.</param>
internal sealed record PricedProvider(string Id, string? ApiPattern, IReadOnlyList<string> Fallbacks, IReadOnlyList<PricedModel> Models)
{
    public PricedModel? Find(string model)
    {
        foreach (var row in Models)
        {
            if (row.Rule.Accepts(model))
            {
                return row;
            }
        }

        return null;
    }
}
