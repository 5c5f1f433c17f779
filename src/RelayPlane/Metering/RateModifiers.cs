namespace RelayPlane.Metering;

/// <summary>How a reply says that it was served, in the provider's own words: each may change the rates.</summary>
/// <param name="ServiceTier"><c>batch</c>, <c>flex</c>, <c>priority</c>, <c>standard</c>, <c>default</c>, …</param>
/// <param name="Speed">Anthropic's <c>speed</c>: <c>fast</c> or <c>standard</c>.</param>
/// <param name="Geo">Anthropic's <c>inference_geo</c>.</param>
internal readonly record struct RateModifiers(string? ServiceTier, string? Speed, string? Geo);
