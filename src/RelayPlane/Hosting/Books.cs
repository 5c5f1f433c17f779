using RelayPlane.Admission;
using RelayPlane.Catalog;

namespace RelayPlane.Hosting;

/// <summary>What is known of prices and spending, which outlives any config.</summary>
internal sealed record Books(PriceBook Prices, Calibration Calibration)
{
    /// <summary>Where downloaded prices come from; null where there are none.</summary>
    public PriceFile? PriceFile { get; init; }
}
