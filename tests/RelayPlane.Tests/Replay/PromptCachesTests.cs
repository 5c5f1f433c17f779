using RelayPlane.Metering;
using RelayPlane.Replay;
using Xunit;
using static RelayPlane.Tests.Replay.Pasts;

namespace RelayPlane.Tests.Replay;

public sealed class PromptCachesTests
{
    private readonly Places _places = new(Prices);
    private readonly PromptCaches _caches = new(new Ratios());

    [Fact]
    public void A_conversation_reads_what_its_last_call_wrote_there_and_writes_the_rest()
    {
        var first = Turn(10_000, Noon);
        var second = Turn(12_000, Noon.AddMinutes(1));
        Assert.Equal(new TokenUsage(0, 0, 10_000, 0, 0, 0), Take(first, Haiku, 10_000));
        Assert.Equal(new TokenUsage(0, 10_000, 2_000, 0, 0, 0), Take(second, Haiku, 12_000));
    }

    [Fact]
    public void Another_model_has_nothing_of_it()
    {
        Take(Turn(10_000, Noon), Haiku, 10_000);
        Assert.Equal(new TokenUsage(0, 0, 12_000, 0, 0, 0), Take(Turn(12_000, Noon.AddMinutes(1)), Opus, 12_000));
    }

    [Fact]
    public void What_nobody_uses_for_five_minutes_is_gone()
    {
        Take(Turn(10_000, Noon), Haiku, 10_000);
        Assert.Equal(0, Take(Turn(10_000, Noon.AddMinutes(5)), Haiku, 10_000).CacheRead);
    }

    [Fact]
    public void Reading_keeps_it_alive()
    {
        Take(Turn(10_000, Noon), Haiku, 10_000);
        Take(Turn(10_000, Noon.AddMinutes(4)), Haiku, 10_000);
        Assert.Equal(10_000, Take(Turn(10_000, Noon.AddMinutes(8)), Haiku, 10_000).CacheRead);
    }

    [Fact]
    public void What_is_written_for_an_hour_is_kept_for_an_hour()
    {
        var written = Prompt(Call(Haiku, new TokenUsage(0, 0, 0, 10_000, 50, 0), Noon), _places);
        Assert.Equal(new TokenUsage(0, 0, 0, 10_000, 0, 0), Take(written, Haiku, 10_000));
        Assert.Equal(10_000, Take(Turn(10_000, Noon.AddMinutes(59), read: 10_000), Haiku, 10_000).CacheRead);
    }

    [Fact]
    public void Only_what_stands_before_the_last_mark_is_cached()
    {
        var prompt = Prompt(Call(Haiku, new TokenUsage(2_500, 0, 7_500, 0, 50, 0), Noon), _places);
        Assert.Equal(new TokenUsage(5_000, 0, 15_000, 0, 0, 0), Take(prompt, Sonnet, 20_000));
    }

    [Fact]
    public void A_provider_that_caches_by_itself_does_so_in_steps_from_a_least_length_on()
    {
        var place = _places.Of("openai", "gpt-4o-mini");
        _caches.Take(Turn(1_500, Noon), place, 1_500);
        Assert.Equal(1_408, _caches.Take(Turn(2_000, Noon.AddMinutes(1)), place, 2_000).CacheRead);
        _caches.Take(Turn(1_000, Noon.AddMinutes(2)), place, 1_000);
        Assert.Equal(0, _caches.Take(Turn(1_000, Noon.AddMinutes(3)), place, 1_000).CacheRead);
    }

    [Fact]
    public void What_is_not_surely_sent_leaves_no_trace()
    {
        _caches.Take(Turn(10_000, Noon), _places.Of("anthropic", Haiku), 10_000, keeps: false);
        Assert.Equal(0, Take(Turn(10_000, Noon.AddMinutes(1)), Haiku, 10_000).CacheRead);
    }

    private Prompt Turn(long tokens, DateTimeOffset at, long read = 0) =>
        Prompt(Call(Haiku, new TokenUsage(0, read, tokens - read, 0, 50, 0), at, Seen(marks: true)), _places);

    private TokenUsage Take(in Prompt prompt, string model, long input) => _caches.Take(prompt, _places.Of("anthropic", model), input);
}
