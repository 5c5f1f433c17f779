using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Gemini;

public sealed class GenerateMeterTests
{
    private const string First = """{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"promptTokenCount":10,"totalTokenCount":10},"modelVersion":"gemini-x"}""";
    private const string Traffic = """{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"trafficType":"ON_DEMAND"}}""";
    private const string Last = """{"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"cachedContentTokenCount":4,"toolUsePromptTokenCount":3,"candidatesTokenCount":5,"thoughtsTokenCount":7,"totalTokenCount":25}}""";

    private static readonly TokenUsage Expected = new(9, 4, 0, 0, 12, 7);

    [Fact]
    public void Thoughts_and_tool_prompts_are_added_and_the_cache_is_taken_out()
    {
        var reading = Metered.Body(Api.Gemini, Endpoint.GenerateContent, Last);

        Assert.Equal(Expected, reading.Usage);
        Assert.True(reading.Complete && reading.HasContent);
    }

    [Fact]
    public void A_stream_may_be_events_or_one_array()
    {
        var events = Metered.Stream(Api.Gemini, Endpoint.StreamGenerateContent, First, Traffic, Last);
        var array = Metered.Body(Api.Gemini, Endpoint.StreamGenerateContent, $"[{First}\n,\r\n{Traffic},{Last}]");

        Assert.Equal((Expected, "gemini-x", true), (events.Usage!.Value, events.Model, events.Complete));
        Assert.Equal(events, array);
    }

    [Fact]
    public void A_cut_stream_keeps_what_the_provider_last_said()
    {
        var events = Metered.Stream(Api.Gemini, Endpoint.StreamGenerateContent, First, Traffic);
        var array = Metered.Body(Api.Gemini, Endpoint.StreamGenerateContent, $"[{First},{Last[..^20]}");

        Assert.Equal((10, false), (events.Usage!.Value.Input, events.Complete));
        Assert.Equal("""{"promptTokenCount":10,"totalTokenCount":10}""", events.RawUsage);
        Assert.Equal((10, false), (array.Usage!.Value.Input, array.Complete));
    }

    [Fact]
    public void A_blocked_prompt_is_a_proper_end()
    {
        var reading = Metered.Stream(Api.Gemini, Endpoint.StreamGenerateContent, """{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":10}}""");

        Assert.Equal((true, false), (reading.Complete, reading.HasContent));
    }

    [Theory]
    [InlineData("""{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}""")]
    [InlineData("""[{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}]""")]
    public void An_error_is_told_also_from_inside_an_array(string body)
    {
        Assert.Equal("RESOURCE_EXHAUSTED: slow", Metered.Body(Api.Gemini, Endpoint.StreamGenerateContent, body).Error);
    }

    [Theory]
    [InlineData("""{"embedding":{"values":[0.1]},"usageMetadata":{"promptTokenCount":3}}""", 3L)]
    [InlineData("""{"embeddings":[{"values":[0.1]}]}""", null)]
    public void Embeddings_are_content_with_usage_or_without(string body, long? tokens)
    {
        var reading = Metered.Body(Api.Gemini, Endpoint.BatchEmbedContents, body);

        Assert.True(reading is { HasContent: true, Complete: true });
        Assert.Equal(tokens, reading.Usage?.Input);
    }
}
