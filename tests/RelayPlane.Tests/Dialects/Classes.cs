using RelayPlane.Metering;

namespace RelayPlane.Tests.Dialects;

/// <summary>What holds of any usage, whatever a provider said.</summary>
internal static class Classes
{
    /// <summary>No class is negative, no part is more than its class, and no sum has run over.</summary>
    public static bool AreSound(TokenUsage usage) =>
        Math.Min(Math.Min(Math.Min(usage.Input, usage.CacheRead), Math.Min(usage.CacheWrite5m, usage.CacheWrite1h)), Math.Min(usage.Output, usage.WebSearches)) >= 0
        && usage.TotalInput >= Math.Max(usage.Input, usage.CacheRead)
        && Within(usage.Reasoning, usage.Output)
        && Within(usage.OutputAudio, usage.Output)
        && Within(usage.InputAudio, usage.Input)
        && Within(usage.CacheReadAudio, usage.CacheRead);

    private static bool Within(long part, long whole) => part >= 0 && part <= whole;
}
