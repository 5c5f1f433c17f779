namespace RelayPlane.FunctionalTests.Money;

/// <summary>
/// What a model charges, in US dollars per million tokens, copied by hand from price lists and reckoned without the product's own code, so that one proves
/// the other. Every class is given; nothing is inherited.
/// </summary>
internal sealed record PriceList(decimal Input, decimal CacheRead, decimal CacheWrite5m, decimal CacheWrite1h, decimal Output)
{
    public static readonly PriceList Haiku45 = new(1m, 0.1m, 1.25m, 2m, 5m);
    public static readonly PriceList Sonnet45 = new(3m, 0.3m, 3.75m, 6m, 15m);

    /// <summary>Beyond 200,000 tokens in, cache included.</summary>
    public static readonly PriceList Sonnet45Long = new(6m, 0.6m, 7.5m, 12m, 22.5m);
    public static readonly PriceList Opus55 = new(4m, 0.2m, 5m, 8m, 20m);
    public static readonly PriceList Gpt5 = new(1.25m, 0.125m, 1.25m, 1.25m, 10m);
    public static readonly PriceList Gpt41 = new(2m, 0.5m, 2m, 2m, 8m);

    /// <summary>Until 2026-07-29, and since.</summary>
    public static readonly PriceList LunaBefore = new(1m, 0.1m, 1.25m, 1.25m, 6m);
    public static readonly PriceList LunaSince = new(0.2m, 0.02m, 0.25m, 0.25m, 1.2m);
    public static readonly PriceList GeminiPro = new(1.25m, 0.125m, 1.25m, 1.25m, 10m);

    /// <summary>Beyond 200,000 tokens in.</summary>
    public static readonly PriceList GeminiProLong = new(2.5m, 0.25m, 2.5m, 2.5m, 15m);
    public static readonly PriceList GeminiFlash = new(0.3m, 0.03m, 0.3m, 0.3m, 2.5m);
    public static readonly PriceList EmbeddingSmall = new(0.02m, 0.02m, 0.02m, 0.02m, 0m);
    public static readonly PriceList GeminiEmbedding = new(0.15m, 0.15m, 0.15m, 0.15m, 0m);

    /// <summary>Nano-dollars, rounded once. A dollar per million tokens is a thousand nano-dollars a token.</summary>
    /// <param name="times">Batch, regional and the like.</param>
    /// <param name="searches">Searches on the web, at ten dollars per thousand.</param>
    public long Nano(Used used, decimal times = 1m, long searches = 0)
    {
        var tokens = (used.Input * Input) + (used.CacheRead * CacheRead) + (used.CacheWrite5m * CacheWrite5m) + (used.CacheWrite1h * CacheWrite1h) + (used.Output * Output);
        return (long)decimal.Round((tokens * 1000m * times) + (searches * 10_000_000m), MidpointRounding.AwayFromZero);
    }
}

/// <summary>What one attempt used, in classes that share no token.</summary>
internal readonly record struct Used(long Input, long CacheRead, long CacheWrite5m, long CacheWrite1h, long Output);
