using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class ServedAsTests
{
    [Theory]
    [InlineData("""{"service_tier":"batch","speed":"fast","inference_geo":"us"}""", "batch", "fast", "us")]
    [InlineData("""{"service_tier":"auto","inference_geo":"not_available"}""", null, null, null)]
    [InlineData("""{"serviceTier":"standard","trafficType":"ON_DEMAND_FLEX"}""", "flex", null, null)]
    [InlineData("""{"trafficType":"ON_DEMAND_PRIORITY","serviceTier":"priority"}""", "priority", null, null)]
    [InlineData("""{"trafficType":"PROVISIONED_THROUGHPUT"}""", "provisioned_throughput", null, null)]
    [InlineData("""{"serviceTier":{"type":"priority"},"performanceConfig":{"latency":"optimized"}}""", "priority", "optimized", null)]
    [InlineData("""{"service_tier":7,"speed":null,"inference_geo":{}}""", null, null, null)]
    [InlineData("[]", null, null, null)]
    public void A_usage_object_tells_how_it_was_served(string usage, string? tier, string? speed, string? geo) =>
        Assert.Equal(new RateModifiers(tier, speed, geo), ServedAs.In(System.Text.Encoding.UTF8.GetBytes(usage)));

    [Fact]
    public void Each_meter_finds_it_where_its_provider_says_it()
    {
        Assert.Equal("priority", Metered.Body(Api.Anthropic, Endpoint.Messages, """{"usage":{"input_tokens":1,"service_tier":"priority"}}""").Modifiers.ServiceTier);
        Assert.Equal("batch", Metered.Stream(Api.Anthropic, Endpoint.Messages, """{"type":"message_start","message":{"usage":{"input_tokens":1,"service_tier":"batch"}}}""").Modifiers.ServiceTier);
        Assert.Equal("flex", Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, """{"choices":[],"service_tier":"flex"}""").Modifiers.ServiceTier);
        Assert.Equal("flex", Metered.Stream(Api.OpenAI, Endpoint.ChatCompletions, """{"choices":[],"service_tier":"flex"}""", "[DONE]").Modifiers.ServiceTier);
        Assert.Equal("priority", Metered.Stream(Api.OpenAI, Endpoint.Responses, """{"type":"response.created","response":{"service_tier":"auto"}}""", """{"type":"response.completed","response":{"service_tier":"priority"}}""").Modifiers.ServiceTier);
        Assert.Equal("flex", Metered.Stream(Api.Gemini, Endpoint.StreamGenerateContent, """{"usageMetadata":{"promptTokenCount":1,"trafficType":"ON_DEMAND_FLEX"}}""").Modifiers.ServiceTier);
        Assert.Equal("flex", Metered.Body(Api.OpenAI, Endpoint.Converse, """{"serviceTier":{"type":"flex"},"usage":{"inputTokens":1}}""").Modifiers.ServiceTier);
    }

    [Fact]
    public void Searches_are_counted_where_each_provider_says_them()
    {
        Assert.Equal(3, Searches(Api.Anthropic, Endpoint.Messages, """{"usage":{"input_tokens":1,"server_tool_use":{"web_search_requests":3}}}"""));
        Assert.Equal(2, Searches(Api.OpenAI, Endpoint.ChatCompletions, """{"usage":{"prompt_tokens":1,"num_search_queries":2}}"""));
        Assert.Equal(4, Searches(Api.OpenAI, Endpoint.Responses, """{"usage":{"input_tokens":1,"server_side_tool_usage_details":{"web_search_calls":4}},"output":[{"type":"web_search_call"}]}"""));
        Assert.Equal(2, Searches(Api.OpenAI, Endpoint.Responses, """{"output":[{"type":"web_search_call","action":{"type":"search"}},{"type":"web_search_call"},{"type":"web_search_call","action":{"type":"open_page"}},{"type":"message"}],"usage":{"input_tokens":1}}"""));
    }

    private static long Searches(Api api, Endpoint endpoint, string body) => Metered.Body(api, endpoint, body).Usage!.Value.WebSearches;
}
