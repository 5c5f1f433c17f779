namespace RelayPlane.Catalog;

/// <summary>What the user's config says of prices.</summary>
/// <param name="Rows">The user's own prices; those of one provider before those of any.</param>
/// <param name="Addresses">Where the providers are that only the config knows, by name: the address tells whose prices they have.</param>
internal sealed record OwnPrices(IReadOnlyList<OwnPrice> Rows, IReadOnlyDictionary<string, Uri> Addresses)
{
    /// <summary>Of a config that says nothing.</summary>
    public static OwnPrices None { get; } = new([], new Dictionary<string, Uri>());

    public PricedModel? Find(string provider, string model)
    {
        OwnPrice? found = null;
        foreach (var row in Rows)
        {
            if ((row.Provider is null || row.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase))
                && Wildcard.Matches(row.Pattern, model)
                && (found is null || row.Weight > found.Weight))
            {
                found = row;
            }
        }

        return found?.Model;
    }

    /// <summary>Whether the user names this very model.</summary>
    public bool Names(string provider, string model) => Rows.Any(row =>
        row.Pattern == model && (row.Provider is null || row.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>A price of the user's own.</summary>
/// <param name="Provider">The provider whose model it is; null for any.</param>
/// <param name="Pattern">The model's name, <c>*</c> for anything.</param>
/// <param name="Model">The row.</param>
internal sealed record OwnPrice(string? Provider, string Pattern, PricedModel Model)
{
    /// <summary>Of two that match, the one that says more about what it means: the whole name, then the provider, then more of the name.</summary>
    public int Weight { get; } = (Pattern.Contains('*', StringComparison.Ordinal) ? 0 : 20_000) + (Provider is null ? 0 : 10_000) + Math.Min(Pattern.Length, 9_999);
}
