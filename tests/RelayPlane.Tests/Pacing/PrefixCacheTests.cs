using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class PrefixCacheTests
{
    private readonly PrefixCache _cache = new();

    [Fact]
    public void As_many_leading_blocks_are_expected_as_an_earlier_prompt_shares()
    {
        _cache.Remember(Blocks(1, 2, 3, 4), share: 1, at: 0);
        Assert.Equal(4, _cache.Hits(Blocks(1, 2, 3, 4, 5), now: 1));
        Assert.Equal(2, _cache.Hits(Blocks(1, 2, 30, 40), now: 1));
        Assert.Equal(0, _cache.Hits(Blocks(9), now: 1));
        Assert.Equal(0, _cache.Hits(PromptBlocks.None, now: 1));
    }

    [Fact]
    public void Only_the_part_that_the_reply_said_was_cached_is_remembered()
    {
        _cache.Remember(Blocks(1, 2, 3, 4), share: 0.5, at: 0);
        Assert.Equal(2, _cache.Hits(Blocks(1, 2, 3, 4), now: 1));
        _cache.Remember(Blocks(5, 6), share: 0, at: 0);
        Assert.Equal(0, _cache.Hits(Blocks(5, 6), now: 1));
        _cache.Remember(Blocks(7), share: 5, at: 0);
        Assert.Equal(1, _cache.Hits(Blocks(7), now: 1));
    }

    [Fact]
    public void A_cache_lives_five_minutes_from_its_last_use()
    {
        _cache.Remember(Blocks(1, 2, 3), share: 1, at: 0);
        Assert.Equal(3, _cache.Hits(Blocks(1, 2, 3), now: 289));
        _cache.Remember(Blocks(1, 2), share: 1, at: 200);
        Assert.Equal(2, _cache.Hits(Blocks(1, 2, 3), now: 300));
        Assert.Equal(0, _cache.Hits(Blocks(1, 2, 3), now: 490));
    }

    private static PromptBlocks Blocks(params ulong[] ends) => PromptBlocks.OfEnds(ends);
}
