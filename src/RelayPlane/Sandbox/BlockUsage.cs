using RelayPlane.Metering;
using RelayPlane.Sandbox.Limits;
using RelayPlane.Sandbox.Reading;

namespace RelayPlane.Sandbox;

/// <summary>Usage that agrees with what the provider model took from the input limit: what its blocks held was read from the cache, the rest up to the last mark was written.</summary>
internal static class BlockUsage
{
    public static TokenUsage Of(Ask ask, Decision decision, TokenUsage usage)
    {
        var total = usage.TotalInput;
        var read = Math.Max(0, total - decision.Uncached);
        var mark = ask.CachePoints.FindLastIndex(point => point.Marked);
        var written = mark < 0 ? 0 : Math.Max(0, ask.CachePoints[mark].Tokens - read);
        return usage with { Input = total - read - written, CacheRead = read, CacheWrite5m = written, CacheWrite1h = 0 };
    }
}
