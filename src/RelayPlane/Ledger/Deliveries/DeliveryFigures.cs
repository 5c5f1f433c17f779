namespace RelayPlane.Ledger.Deliveries;

/// <summary>Which columns of <c>deliveries</c> an answer needs; reading the others takes most of its time. Single calls are counted in all of them.</summary>
internal sealed record DeliveryFigures(IReadOnlyList<DeliverySum> OfSums, IReadOnlyList<DeliverySpread> OfSpreads)
{
    public static DeliveryFigures Sums { get; } = new(Enum.GetValues<DeliverySum>(), []);

    public static DeliveryFigures All { get; } = Sums with { OfSpreads = Enum.GetValues<DeliverySpread>() };
}
