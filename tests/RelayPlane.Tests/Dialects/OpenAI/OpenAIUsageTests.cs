using System.Text;
using RelayPlane.Dialects.OpenAI;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.OpenAI;

public sealed class OpenAIUsageTests
{
    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":10},"completion_tokens_details":{"reasoning_tokens":15}}""", 30, 60, 10, 20, 15)]
    [InlineData("""{"input_tokens":100,"output_tokens":20,"total_tokens":120,"input_tokens_details":{"cached_tokens":60},"output_tokens_details":{"reasoning_tokens":15}}""", 40, 60, 0, 20, 15)]
    [InlineData("""{"prompt_tokens":7,"completion_tokens":1,"total_tokens":8,"prompt_tokens_details":{"cached_tokens":163}}""", 7, 163, 0, 1, 0)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":35,"completion_tokens_details":{"reasoning_tokens":20}}""", 10, 0, 0, 25, 20)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":35,"reasoning_tokens":20}""", 10, 0, 0, 25, 20)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"completion_tokens_details":{"reasoning_tokens":20}}""", 10, 0, 0, 5, 5)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":2}""", 2, 8, 0, 5, 0)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"num_cached_tokens":8,"prompt_tokens_details":{"cached_tokens":6}}""", 4, 6, 0, 5, 0)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":null,"completion_tokens_details":null}""", 10, 0, 0, 5, 0)]
    [InlineData("""{"prompt_tokens":10,"total_tokens":10}""", 10, 0, 0, 0, 0)]
    [InlineData("""{"prompt_tokens":-1,"completion_tokens":2.0}""", 0, 0, 0, 2, 0)]
    [Trait("bug", "B47")]
    public void Classes_are_disjoint_whatever_the_provider_includes(string usage, long input, long read, long written, long output, long reasoning)
    {
        Assert.Equal(new TokenUsage(input, read, written, 0, output, reasoning), OpenAIUsage.Read(Encoding.UTF8.GetBytes(usage)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"seconds":3,"type":"duration"}""")]
    public void No_tokens_is_no_usage(string usage) => Assert.Null(OpenAIUsage.Read(Encoding.UTF8.GetBytes(usage)));
}
