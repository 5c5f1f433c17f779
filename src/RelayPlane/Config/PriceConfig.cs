namespace RelayPlane.Config;

/// <summary>A price of the user's own, in US dollars per million tokens. A class that is left out costs what its parent costs: caches and audio as input, reasoning as output.</summary>
/// <param name="Input">Input that no cache had; needed.</param>
/// <param name="Output">Output, reasoning included.</param>
/// <param name="WebSearchesPerThousand">US dollars per thousand searches.</param>
/// <param name="RequestsPerThousand">US dollars per thousand requests, beside their tokens.</param>
/// <param name="MaxOutput">The most tokens that the model writes.</param>
internal sealed record PriceConfig(
    decimal? Input = null,
    decimal? Output = null,
    decimal? CacheRead = null,
    decimal? CacheWrite5m = null,
    decimal? CacheWrite1h = null,
    decimal? Reasoning = null,
    decimal? InputAudio = null,
    decimal? CacheReadAudio = null,
    decimal? OutputAudio = null,
    decimal? WebSearchesPerThousand = null,
    decimal? RequestsPerThousand = null,
    long? MaxOutput = null);
