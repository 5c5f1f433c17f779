using RelayPlane.Metering;

namespace RelayPlane.Dialects.Converse;

/// <summary>The counts of a Converse reply. As Anthropic's, <c>inputTokens</c> excludes what was read from or written to the cache.</summary>
internal static class ConverseUsage
{
    /// <returns>Null where there are none.</returns>
    public static TokenUsage? Read(ReadOnlySpan<byte> usage)
    {
        long? input = null;
        long? output = null;
        long read = 0;
        long written = 0;
        long hour = 0;
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("inputTokens"u8))
            {
                input = UsageCount.Of(walk.Value);
            }
            else if (walk.Name.SequenceEqual("outputTokens"u8))
            {
                output = UsageCount.Of(walk.Value);
            }
            else if (walk.Name.SequenceEqual("cacheReadInputTokens"u8))
            {
                read = UsageCount.Of(walk.Value) ?? 0;
            }
            else if (walk.Name.SequenceEqual("cacheWriteInputTokens"u8))
            {
                written = UsageCount.Of(walk.Value) ?? 0;
            }
            else if (walk.Name.SequenceEqual("cacheDetails"u8))
            {
                hour = LongLived(walk.Value);
            }
        }

        hour = Math.Min(hour, written);
        return input is null && output is null ? null : new TokenUsage(input ?? 0, read, written - hour, hour, output ?? 0, 0);
    }

    /// <summary>What of the writes lives for an hour.</summary>
    private static long LongLived(ReadOnlySpan<byte> details)
    {
        long hour = 0;
        var walk = new JsonWalk(details);
        while (walk.Open == '[' && walk.Next())
        {
            if (JsonText.Member(walk.Value, "ttl"u8).SequenceEqual("\"1h\""u8))
            {
                hour = Math.Min(hour + (UsageCount.In(walk.Value, "inputTokens"u8) ?? 0), UsageCount.Most);
            }
        }

        return hour;
    }
}
