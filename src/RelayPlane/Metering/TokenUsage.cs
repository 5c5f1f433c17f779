namespace RelayPlane.Metering;

/// <summary>
/// What one attempt consumed, in tokens, in disjoint classes: no token is in two of them and none is negative. Input is what was neither read
/// from nor written to a cache. Reasoning is the part of <see cref="Output"/> that was spent on it, and the audio counts are the parts of their
/// classes that were audio, so they are never added to a sum.
/// </summary>
internal readonly record struct TokenUsage(long Input, long CacheRead, long CacheWrite5m, long CacheWrite1h, long Output, long Reasoning)
{
    /// <summary>The part of <see cref="Input"/> that was audio.</summary>
    public long InputAudio { get; init; }

    /// <summary>The part of <see cref="CacheRead"/> that was audio.</summary>
    public long CacheReadAudio { get; init; }

    /// <summary>The part of <see cref="Output"/> that was audio.</summary>
    public long OutputAudio { get; init; }

    /// <summary>Searches that the provider made on the web, which are charged apart from tokens.</summary>
    public long WebSearches { get; init; }

    /// <summary>All input, cache reads and writes included.</summary>
    public long TotalInput => Input + CacheRead + CacheWrite5m + CacheWrite1h;
}
