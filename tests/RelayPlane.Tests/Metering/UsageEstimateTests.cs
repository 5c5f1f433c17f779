using CsCheck;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Metering;

public sealed class UsageEstimateTests
{
    private static readonly Reading s_cut = new(null, null, "m", false, true, null) { Relayed = new RelayedText(10, 401), UsageIsFinal = false };

    [Fact]
    public void A_reply_that_said_its_last_word_or_had_no_content_needs_none()
    {
        Assert.True(UsageEstimate.IsNeeded(s_cut));
        Assert.True(UsageEstimate.IsNeeded(s_cut with { Complete = true, UsageIsFinal = true }));
        Assert.False(UsageEstimate.IsNeeded(s_cut with { Usage = new TokenUsage(5, 0, 0, 0, 1, 0), UsageIsFinal = true }));
        Assert.False(UsageEstimate.IsNeeded(Reading.None with { Complete = false }));
    }

    [Fact]
    public void Without_a_word_the_input_is_the_prompts_size_and_the_output_a_token_for_every_four_bytes() =>
        Assert.Equal(new TokenUsage(77, 0, 0, 0, 101, 0), UsageEstimate.Of(s_cut, 77, writes: true));

    [Fact]
    public void What_was_said_of_the_input_stands_and_its_cache_is_kept() =>
        Assert.Equal(
            new TokenUsage(3, 900, 40, 0, 101, 0),
            UsageEstimate.Of(s_cut with { Usage = new TokenUsage(3, 900, 40, 0, 1, 0) }, 5000, writes: true));

    [Fact]
    public void Embeddings_write_nothing() =>
        Assert.Equal(new TokenUsage(77, 0, 0, 0, 0, 0), UsageEstimate.Of(s_cut, 77, writes: false));

    [Fact]
    public void The_output_is_never_below_what_was_said_or_relayed() =>
        Gen.Select(Gen.Long[0, 10_000], Gen.Long[0, 10_000], Gen.Long[0, 1_000_000]).Sample((said, events, bytes) =>
        {
            var reading = s_cut with { Usage = new TokenUsage(1, 0, 0, 0, said, 0), Relayed = new RelayedText(events, bytes) };
            var output = UsageEstimate.Of(reading, 0, writes: true).Output;

            Assert.True(output >= said && output >= events && output * 4 >= bytes && output > 0);
        });
}
