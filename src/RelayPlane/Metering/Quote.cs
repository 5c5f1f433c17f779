namespace RelayPlane.Metering;

/// <summary>What an attempt costs, and by which rates.</summary>
/// <param name="Status">Whether, and how surely, the cost is known.</param>
/// <param name="Cost">Null where it is unknown; never 0 for that.</param>
/// <param name="Provider">The provider of the price table whose rates were used.</param>
/// <param name="Model">The model's row there.</param>
/// <param name="Basis">The rates that were used, their tier, multiplier, source and date, as one line of JSON; the same text for the same rates, so that the ledger keeps it once.</param>
internal sealed record Quote(PriceStatus Status, Money? Cost, string? Provider = null, string? Model = null, string? Basis = null)
{
    /// <summary>Of an attempt that used nothing.</summary>
    public static Quote None { get; } = new(PriceStatus.None, null);

    public static Quote Unpriced { get; } = new(PriceStatus.Unpriced, null);
}

/// <summary>How surely a cost is known.</summary>
internal enum PriceStatus
{
    /// <summary>Nothing was used, so nothing is to be paid.</summary>
    None,

    /// <summary>By the provider's own usage and known rates.</summary>
    Priced,

    /// <summary>By known rates, but with a usage or a modifier that had to be guessed.</summary>
    Estimated,

    /// <summary>No rate is known: the cost is NULL, counted, and shown wherever a sum is.</summary>
    Unpriced,
}
