using RelayPlane.Catalog;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class UrlMapTests
{
    [Theory]
    [InlineData("POST", "/v1/messages", "Anthropic", "Messages", null)]
    [InlineData("POST", "/v1/messages/", "Anthropic", "Messages", null)]
    [InlineData("GET", "/v1/messages", "Anthropic", "Other", null)]
    [InlineData("POST", "/v1/messages/count_tokens", "Anthropic", "CountTokens", null)]
    [InlineData("POST", "/v1/messages/batches", "Anthropic", "Other", null)]
    [InlineData("GET", "/v1/messages/batches/x/results", "Anthropic", "Other", null)]
    [InlineData("POST", "/v1/chat/completions", "OpenAI", "ChatCompletions", null)]
    [InlineData("POST", "/chat/completions", "OpenAI", "ChatCompletions", null)]
    [InlineData("GET", "/v1/chat/completions/id", "OpenAI", "Other", null)]
    [InlineData("POST", "/v1/completions", "OpenAI", "Completions", null)]
    [InlineData("POST", "/completions", "OpenAI", "Completions", null)]
    [InlineData("POST", "/v1/responses", "OpenAI", "Responses", null)]
    [InlineData("POST", "/responses", "OpenAI", "Responses", null)]
    [InlineData("GET", "/v1/responses/resp_1", "OpenAI", "Other", null)]
    [InlineData("POST", "/v1/responses/resp_1/cancel", "OpenAI", "Other", null)]
    [InlineData("POST", "/v1/embeddings", "OpenAI", "Embeddings", null)]
    [InlineData("POST", "/embeddings", "OpenAI", "Embeddings", null)]
    [InlineData("POST", "/v1/audio/speech", "OpenAI", "Other", null)]
    [InlineData("POST", "/v1/MESSAGES", "OpenAI", "Other", null)]
    [InlineData("GET", "/v1/models", "OpenAI", "Models", null)]
    [InlineData("GET", "/models/", "OpenAI", "Models", null)]
    [InlineData("GET", "/v1/models/gpt-5", "OpenAI", "Model", "gpt-5")]
    [InlineData("GET", "/models/meta-llama/llama-3", "OpenAI", "Model", "meta-llama/llama-3")]
    [InlineData("GET", "/v1/models/meta-llama%2Fllama-3", "OpenAI", "Model", "meta-llama/llama-3")]
    [InlineData("DELETE", "/v1/models/ft:gpt-4o:org::id", "OpenAI", "Other", null)]
    [InlineData("GET", "/v1/modelsets", "OpenAI", "Other", null)]
    [InlineData("GET", "/v1beta/models", "Gemini", "Models", null)]
    [InlineData("GET", "/v1beta/models/gemini-2.5-pro", "Gemini", "Model", "gemini-2.5-pro")]
    [InlineData("POST", "/v1beta/models/gemini-2.5-pro:generateContent", "Gemini", "GenerateContent", "gemini-2.5-pro")]
    [InlineData("POST", "/v1beta/models%2Fgemini-2.5-pro:generateContent", "Gemini", "GenerateContent", "gemini-2.5-pro")]
    [InlineData("POST", "/v1beta/models/models%2Fgemini-2.5-pro:countTokens", "Gemini", "GeminiCountTokens", "gemini-2.5-pro")]
    [InlineData("POST", "/v1/models/openai/gpt-5:streamGenerateContent", "Gemini", "StreamGenerateContent", "openai/gpt-5")]
    [InlineData("POST", "/v1beta/models/gemini-embedding:embedContent", "Gemini", "EmbedContent", "gemini-embedding")]
    [InlineData("POST", "/v1beta/models/gemini-embedding:batchEmbedContents", "Gemini", "BatchEmbedContents", "gemini-embedding")]
    [InlineData("POST", "/v1beta/models/gemini-embedding:asyncBatchEmbedContent", "Gemini", "Other", null)]
    [InlineData("POST", "/v1beta/cachedContents", "Gemini", "Other", null)]
    [InlineData("POST", "/v1beta/groq/llama-3.3-70b:generateContent", "Gemini", "GenerateContent", "groq/llama-3.3-70b")]
    [InlineData("POST", "/v1beta/tunedModels/mine:generateContent", "Gemini", "Other", null)]
    [InlineData("POST", "/v1/projects/p/locations/l/publishers/google/models/g:generateContent", "Gemini", "Other", null)]
    [InlineData("POST", "/", "OpenAI", "Other", null)]
    public void The_path_says_whose_call_it_is(string method, string path, string api, string endpoint, string? model)
    {
        var expected = new UrlMatch(Enum.Parse<Api>(api), Enum.Parse<Endpoint>(endpoint), model);

        Assert.Equal(expected, UrlMap.Match(method, path, false, false));
    }

    [Fact]
    public void A_header_decides_only_where_the_path_does_not()
    {
        Assert.Equal(new UrlMatch(Api.Anthropic, Endpoint.Models), UrlMap.Match("GET", "/v1/models", true, false));
        Assert.Equal(new UrlMatch(Api.Gemini, Endpoint.Models), UrlMap.Match("GET", "/v1/models", false, true));
        Assert.Equal(new UrlMatch(Api.Anthropic, Endpoint.Other), UrlMap.Match("POST", "/v1/files", true, true));
        Assert.Equal(new UrlMatch(Api.OpenAI, Endpoint.ChatCompletions), UrlMap.Match("POST", "/v1/chat/completions", true, true));
        Assert.Equal(new UrlMatch(Api.OpenAI, Endpoint.Other), UrlMap.Match("GET", "/v1/responses/r", true, true));
    }
}
