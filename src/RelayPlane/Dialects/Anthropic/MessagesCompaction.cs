using RelayPlane.Metering;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>
/// What compactions used, from <c>usage.iterations</c>: the totals beside it leave them out. Its messages are in the totals, and an advisor's own model
/// is not the one that is priced here.
/// </summary>
internal static class MessagesCompaction
{
    /// <summary>A reply has a handful; more are not added, so that no sum can overflow.</summary>
    private const int Most = 1000;

    public static TokenUsage Read(ReadOnlySpan<byte> iterations)
    {
        var sum = default(TokenUsage);
        var walk = new JsonWalk(iterations);
        for (var seen = 0; seen < Most && walk.Open == '[' && walk.Next(); seen++)
        {
            if (!JsonText.Member(walk.Value, "type"u8).SequenceEqual("\"compaction\""u8))
            {
                continue;
            }

            var one = new MessagesUsage();
            one.Overwrite(walk.Value);
            var used = one.ToTokens() ?? default;
            sum = new TokenUsage(
                sum.Input + used.Input,
                sum.CacheRead + used.CacheRead,
                sum.CacheWrite5m + used.CacheWrite5m,
                sum.CacheWrite1h + used.CacheWrite1h,
                sum.Output + used.Output,
                0);
        }

        return sum;
    }
}
