using CsCheck;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Calls;

public sealed class CallArithmeticTests
{
    [Fact]
    public void Each_class_that_was_used_is_a_term_at_its_own_rate()
    {
        var sum = CallArithmetic.Of(new TokenUsage(12_000, 10_000, 400, 200, 520, 0), """{"rates":{"input":3,"cache_read":0.3,"cache_write_5m":3.75,"cache_write_1h":6,"output":15}}""")!;

        Assert.Equal([0.036m, 0.003m, 0.0015m, 0.0012m, 0.0078m], sum.Terms.Select(term => term.Usd));
        Assert.Equal(0.0495m, sum.Exact);
    }

    [Fact]
    public void A_class_without_a_rate_is_charged_as_its_parent_and_says_so()
    {
        var sum = CallArithmetic.Of(new TokenUsage(0, 0, 0, 1_000_000, 1_000_000, 400_000) { OutputAudio = 100_000 }, """{"rates":{"input":3,"cache_write_5m":3.75,"output":15}}""")!;

        Assert.Equal(["cache write 1h, charged as cache write 5m", "output", "output audio, charged as output"], sum.Terms.Select(term => term.Of));
        Assert.Equal(18.75m, sum.Exact);
    }

    [Fact]
    public void Multipliers_touch_tokens_alone_and_compose()
    {
        var sum = CallArithmetic.Of(
            new TokenUsage(1_000_000, 0, 0, 0, 0, 0) { WebSearches = 3 },
            """{"rates":{"input":4},"other_units":{"web_searches_kcount":10,"requests_kcount":5},"times":{"service_tier=batch":0.5,"inference_geo=us":1.1}}""")!;

        Assert.Equal((4m * 0.5m * 1.1m) + 0.03m + 0.005m, sum.Exact);
    }

    [Fact]
    public void It_rounds_once_at_the_end() =>
        Assert.Equal(2, CallArithmetic.Of(new TokenUsage(1, 1, 0, 0, 0, 0), """{"rates":{"input":0.0008,"cache_read":0.0007}}""")!.Total.NanoUsd);

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"rates":3}""")]
    [InlineData("""{"rates":{"input":"3"}}""")]
    [InlineData("""{"rates":{"input":3}}""")]
    public void Rates_that_do_not_say_enough_give_no_sum(string? basis) =>
        Assert.Null(CallArithmetic.Of(new TokenUsage(1, 0, 0, 0, 1, 0), basis));

    [Fact]
    public void The_terms_count_every_token_once() =>
        Gen.Long[0, 1_000_000].Array[10].Sample(tokens =>
        {
            var usage = new TokenUsage(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], Math.Min(tokens[5], tokens[4]))
            {
                InputAudio = Math.Min(tokens[6], tokens[0]),
                CacheReadAudio = Math.Min(tokens[7], tokens[1]),
                OutputAudio = Math.Min(tokens[8], tokens[4]),
            };
            var sum = CallArithmetic.Of(usage, """{"rates":{"input":1,"output":1,"reasoning":1,"output_audio":1}}""")!;
            return sum.Terms.Sum(term => term.Count) == usage.TotalInput + usage.Output && sum.Exact * 1_000_000 == usage.TotalInput + usage.Output;
        });
}
