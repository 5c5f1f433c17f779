using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class EqualUsageTests
{
    private static readonly TokenUsage s_used = new(100, 800, 60, 0, 50, 20);

    /// <summary>One use, as each endpoint says it: 960 tokens of prompt, 800 of them from the cache and 60 into it, and 50 of answer, 20 of them thought.</summary>
    [Fact]
    public void Equal_usage_is_read_alike_whichever_endpoint_says_it()
    {
        const string Messages = """{"input_tokens":100,"cache_read_input_tokens":800,"cache_creation_input_tokens":60,"cache_creation":{"ephemeral_5m_input_tokens":60,"ephemeral_1h_input_tokens":0},"output_tokens":50,"output_tokens_details":{"thinking_tokens":20}}""";
        const string Chat = """{"prompt_tokens":960,"completion_tokens":50,"total_tokens":1010,"prompt_tokens_details":{"cached_tokens":800,"cache_write_tokens":60},"completion_tokens_details":{"reasoning_tokens":20}}""";
        const string Aside = """{"prompt_tokens":960,"completion_tokens":30,"total_tokens":1010,"prompt_tokens_details":{"cached_tokens":800,"cache_write_tokens":60},"completion_tokens_details":{"reasoning_tokens":20}}""";
        const string Responses = """{"input_tokens":960,"output_tokens":50,"total_tokens":1010,"input_tokens_details":{"cached_tokens":800,"cache_write_tokens":60},"output_tokens_details":{"reasoning_tokens":20}}""";
        const string Converse = """{"inputTokens":100,"outputTokens":50,"totalTokens":1010,"cacheReadInputTokens":800,"cacheWriteInputTokens":60}""";
        const string Gemini = """{"promptTokenCount":960,"cachedContentTokenCount":800,"candidatesTokenCount":30,"thoughtsTokenCount":20,"totalTokenCount":1010}""";

        Assert.Equal(s_used, Whole(Api.Anthropic, Endpoint.Messages, $$"""{"content":[{"type":"text"}],"usage":{{Messages}}}"""));
        Assert.Equal(s_used, Streamed(Api.Anthropic, Endpoint.Messages, $$"""{"type":"message_start","message":{"usage":{{Messages}} } }""", $$"""{"type":"message_delta","usage":{{Messages}}}"""));
        Assert.Equal(s_used, Whole(Api.OpenAI, Endpoint.ChatCompletions, $$"""{"choices":[],"usage":{{Chat}}}"""));
        Assert.Equal(s_used, Whole(Api.OpenAI, Endpoint.ChatCompletions, $$"""{"choices":[],"usage":{{Aside}}}"""));
        Assert.Equal(s_used, Streamed(Api.OpenAI, Endpoint.ChatCompletions, """{"choices":[{"delta":{"content":"a"}}],"usage":null}""", $$"""{"choices":[],"usage":{{Chat}}}"""));
        Assert.Equal(s_used, Streamed(Api.OpenAI, Endpoint.ChatCompletions, $$"""{"choices":[],"x_groq":{"usage":{{Chat}} } }"""));
        Assert.Equal(s_used, Whole(Api.OpenAI, Endpoint.Responses, $$"""{"output":[],"usage":{{Responses}}}"""));
        Assert.Equal(s_used, Streamed(Api.OpenAI, Endpoint.Responses, $$"""{"type":"response.completed","response":{"usage":{{Responses}} } }"""));

        // Bedrock does not tell thought from answer, and Gemini has no price for writing to its cache.
        Assert.Equal(s_used with { Reasoning = 0 }, Whole(Api.OpenAI, Endpoint.Converse, $$"""{"usage":{{Converse}}}"""));
        Assert.Equal(s_used with { Input = 160, CacheWrite5m = 0 }, Whole(Api.Gemini, Endpoint.GenerateContent, $$"""{"candidates":[],"usageMetadata":{{Gemini}}}"""));
        Assert.Equal(s_used with { Input = 160, CacheWrite5m = 0 }, Streamed(Api.Gemini, Endpoint.StreamGenerateContent, $$"""{"usageMetadata":{{Gemini}}}"""));
    }

    private static TokenUsage? Whole(Api api, Endpoint endpoint, string body) => Metered.Body(api, endpoint, body).Usage;

    private static TokenUsage? Streamed(Api api, Endpoint endpoint, params ReadOnlySpan<string> events) => Metered.Stream(api, endpoint, events).Usage;
}
