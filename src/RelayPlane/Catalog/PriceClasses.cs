using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>The names that price tables and explanations have for the classes of a rate.</summary>
internal static class PriceClasses
{
    /// <summary>Per million tokens.</summary>
    public static IReadOnlyList<PriceClass> Tokens { get; } =
    [
        new("input", "input", rates => rates.Input),
        new("cache_read", "cache read", rates => rates.CacheRead),
        new("cache_write_5m", "cache write, 5 min", rates => rates.CacheWrite5m),
        new("cache_write_1h", "cache write, 1 h", rates => rates.CacheWrite1h),
        new("output", "output", rates => rates.Output),
        new("reasoning", "reasoning", rates => rates.Reasoning),
        new("input_audio", "audio input", rates => rates.InputAudio),
        new("cache_read_audio", "audio cache read", rates => rates.CacheReadAudio),
        new("output_audio", "audio output", rates => rates.OutputAudio),
    ];

    /// <summary>Per thousand.</summary>
    public static IReadOnlyList<PriceClass> Units { get; } =
    [
        new("web_searches_kcount", "1,000 web searches", rates => rates.WebSearches),
        new("requests_kcount", "1,000 requests", rates => rates.Requests),
    ];
}

/// <summary>One class of a rate.</summary>
/// <param name="Name">In tables and explanations.</param>
/// <param name="Words">For a person.</param>
/// <param name="Of">What a model charges for it; null where it has no rate of its own.</param>
internal sealed record PriceClass(string Name, string Words, Func<Rates, decimal?> Of);
