using System.Text.Json.Serialization;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Calls;

/// <summary>The tokens of an attempt, by class; no token is in two classes, but reasoning and audio, which are parts of the others.</summary>
internal sealed record UsageAnswer
{
    public required long InputTokens { get; init; }

    public required long CacheReadTokens { get; init; }

    [JsonPropertyName("cache_write_5m_tokens")]
    public required long CacheWrite5mTokens { get; init; }

    [JsonPropertyName("cache_write_1h_tokens")]
    public required long CacheWrite1hTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long ReasoningTokens { get; init; }

    public required long InputAudioTokens { get; init; }

    public required long CacheReadAudioTokens { get; init; }

    public required long OutputAudioTokens { get; init; }

    public required long WebSearches { get; init; }

    public static UsageAnswer Of(in TokenUsage usage) => new()
    {
        InputTokens = usage.Input,
        CacheReadTokens = usage.CacheRead,
        CacheWrite5mTokens = usage.CacheWrite5m,
        CacheWrite1hTokens = usage.CacheWrite1h,
        OutputTokens = usage.Output,
        ReasoningTokens = usage.Reasoning,
        InputAudioTokens = usage.InputAudio,
        CacheReadAudioTokens = usage.CacheReadAudio,
        OutputAudioTokens = usage.OutputAudio,
        WebSearches = usage.WebSearches,
    };
}
