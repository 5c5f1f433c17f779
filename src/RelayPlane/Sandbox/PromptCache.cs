using RelayPlane.Sandbox.Reading;

namespace RelayPlane.Sandbox;

/// <summary>Anthropic's prompt cache: what a marked prefix wrote, a later call with the same prefix and key reads, for five minutes or an hour.</summary>
internal sealed class PromptCache(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Owner, ulong Prefix), DateTimeOffset> _until = [];

    /// <summary>Tokens read from and written to the cache by this call. A read renews the life of what it read.</summary>
    /// <param name="owner">Whose it is: a key's at one model, as each model reads a prompt in its own way.</param>
    public CacheUse Use(string owner, Ask ask)
    {
        var last = ask.CachePoints.FindLastIndex(point => point.Marked);
        if (last < 0)
        {
            return default;
        }

        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var hit = ask.CachePoints.FindLastIndex(last, point => _until.TryGetValue((owner, point.Prefix), out var until) && until > now);
            var use = new CacheUse(hit < 0 ? 0 : ask.CachePoints[hit].Tokens, 0, 0);
            var done = use.Read;
            for (var index = hit < 0 ? 0 : hit; index <= last; index++)
            {
                var point = ask.CachePoints[index];
                if (index != hit && !point.Marked)
                {
                    continue;
                }

                _until[(owner, point.Prefix)] = now + (point.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5));
                var written = point.Tokens - done;
                use = point.Hour ? use with { Write1h = use.Write1h + written } : use with { Write5m = use.Write5m + written };
                done = point.Tokens;
            }

            return use;
        }
    }
}

/// <summary>What one call read from and wrote to the prompt cache, in tokens.</summary>
internal readonly record struct CacheUse(long Read, long Write5m, long Write1h)
{
    public long Total => Read + Write5m + Write1h;
}
