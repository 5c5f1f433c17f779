using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Settings;

/// <summary>What <c>GET /api/prices</c> says.</summary>
/// <param name="TableDate">Of what date the table's rates are, in its own words.</param>
/// <param name="Source">Where the table comes from.</param>
internal sealed record PricesAnswer(string TableDate, string Source, IReadOnlyList<PriceLine> Prices);

/// <summary>What a model charges now for a small request, in US dollars per million tokens; null where unknown.</summary>
/// <param name="Source">Where the rates come from.</param>
/// <param name="Requests">Calls in the last 30 days.</param>
/// <param name="Unpriced">Attempts of these that cost something unknown.</param>
internal sealed record PriceLine(
    string Provider,
    string Model,
    decimal? InputUsd,
    decimal? OutputUsd,
    decimal? CacheReadUsd,
    [property: JsonPropertyName("cache_write_5m_usd")] decimal? CacheWrite5mUsd,
    [property: JsonPropertyName("cache_write_1h_usd")] decimal? CacheWrite1hUsd,
    string? Source,
    long Requests,
    long Unpriced);
