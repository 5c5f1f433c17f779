using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>Every price that is known, the user's own before the tables: what an attempt costs, and what a model would cost at most. Shared by all calls; a change of prices swaps what is within.</summary>
internal sealed class PriceBook(PriceTable table)
{
    /// <summary>Prices by the model that the provider says answered, else by the one it was sent, at the rates of the moment it was sent.</summary>
    public Quote Price(string provider, string? returned, string sent, DateTimeOffset at, in TokenUsage usage, RateModifiers modifiers)
    {
        _ = (at, modifiers);
        return table.Price(provider, returned, sent, usage) is { } cost ? new Quote(PriceStatus.Priced, cost, provider, sent) : Quote.Unpriced;
    }

    /// <summary>The list price of a model for a request of so much input; null where it is unknown.</summary>
    public ListPrice? List(string provider, string model, DateTimeOffset at, long totalInput)
    {
        _ = at;
        return table.List(provider, model, totalInput) is { } rates ? new ListPrice(rates, null) : null;
    }
}

/// <summary>What a model charges at a moment, for a request of some size.</summary>
/// <param name="MaxOutput">The most tokens it writes; null where unknown.</param>
internal sealed record ListPrice(Rates Rates, long? MaxOutput);
