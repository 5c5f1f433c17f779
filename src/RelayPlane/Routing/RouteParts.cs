using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>What routes ask beside the config.</summary>
/// <param name="Local">Whose time is meant where a route names no zone.</param>
internal sealed record RouteParts(PriceBook Prices, LiveFigures Figures, TimeZoneInfo Local)
{
    /// <summary>With prices that are built in, and no figures.</summary>
    public static RouteParts Usual { get; } = new(new PriceBook(), LiveFigures.None, TimeZoneInfo.Utc);
}
