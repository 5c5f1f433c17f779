using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class UpstreamAddressTests
{
    // Provider → its origin and version; then what it offers, where that differs from the usual paths of its API.
    private const string Table = """
        anthropic   https://api.anthropic.com/v1                        messages countTokens models model
        openai      https://api.openai.com/v1                           chatCompletions completions responses embeddings inputTokens models model
        google      https://generativelanguage.googleapis.com/v1beta    generateContent streamGenerateContent geminiCountTokens embedContent batchEmbedContents models model chatCompletions=/openai/chat/completions embeddings=/openai/embeddings
        xai         https://api.x.ai/v1                                 chatCompletions completions responses messages models model
        openrouter  https://openrouter.ai/api/v1                        chatCompletions completions responses messages embeddings models
        deepseek    https://api.deepseek.com                            chatCompletions=/v1/chat/completions messages=/anthropic/v1/messages models=/v1/models
        groq        https://api.groq.com/openai/v1                      chatCompletions responses models model
        mistral     https://api.mistral.ai/v1                           chatCompletions embeddings models model
        together    https://api.together.xyz/v1                         chatCompletions completions embeddings models
        fireworks   https://api.fireworks.ai/inference/v1               chatCompletions completions responses messages embeddings models
        perplexity  https://api.perplexity.ai                           chatCompletions=/chat/completions responses=/v1/responses embeddings=/v1/embeddings
        ollama      http://localhost:11434                              chatCompletions=/v1/chat/completions completions=/v1/completions responses=/v1/responses messages=/v1/messages embeddings=/v1/embeddings models=/v1/models model=/v1/models/M ollamaChat=/api/chat
        bedrock     https://bedrock-runtime.us-east-1.amazonaws.com     converse=/model/M/converse converseStream=/model/M/converse-stream
        azure       https://res.openai.azure.com/openai/v1              chatCompletions completions responses embeddings models model
        sandbox     http://sandbox.relayplane.internal                  messages=/v1/messages countTokens=/v1/messages/count_tokens chatCompletions=/v1/chat/completions completions=/v1/completions responses=/v1/responses embeddings=/v1/embeddings generateContent=/v1beta/models/M:generateContent streamGenerateContent=/v1beta/models/M:streamGenerateContent geminiCountTokens=/v1beta/models/M:countTokens embedContent=/v1beta/models/M:embedContent batchEmbedContents=/v1beta/models/M:batchEmbedContents models=/v1/models model=/v1/models/M
        mine        https://mine.example                                messages=/v1/messages countTokens=/v1/messages/count_tokens chatCompletions=/v1/chat/completions completions=/v1/completions responses=/v1/responses embeddings=/v1/embeddings generateContent=/v1beta/models/M:generateContent streamGenerateContent=/v1beta/models/M:streamGenerateContent geminiCountTokens=/v1beta/models/M:countTokens embedContent=/v1beta/models/M:embedContent batchEmbedContents=/v1beta/models/M:batchEmbedContents models=/v1/models model=/v1/models/M
        """;

    private static readonly Dictionary<Endpoint, string> Usual = new()
    {
        [Endpoint.Messages] = "/messages",
        [Endpoint.CountTokens] = "/messages/count_tokens",
        [Endpoint.ChatCompletions] = "/chat/completions",
        [Endpoint.Completions] = "/completions",
        [Endpoint.Responses] = "/responses",
        [Endpoint.Embeddings] = "/embeddings",
        [Endpoint.GenerateContent] = "/models/M:generateContent",
        [Endpoint.StreamGenerateContent] = "/models/M:streamGenerateContent",
        [Endpoint.GeminiCountTokens] = "/models/M:countTokens",
        [Endpoint.EmbedContent] = "/models/M:embedContent",
        [Endpoint.BatchEmbedContents] = "/models/M:batchEmbedContents",
        [Endpoint.OllamaChat] = "/api/chat",
        [Endpoint.Converse] = "/model/M/converse",
        [Endpoint.ConverseStream] = "/model/M/converse-stream",
        [Endpoint.InputTokens] = "/responses/input_tokens",
        [Endpoint.Models] = "/models",
        [Endpoint.Model] = "/models/M",
    };

    public static TheoryData<string> Rows => [.. Table.Split('\n', StringSplitOptions.TrimEntries)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_provider_is_reached_at_its_own_host_with_its_own_path(string row)
    {
        var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expected = words[2..].Select(word => word.Split('=')).ToDictionary(
            pair => Enum.Parse<Endpoint>(pair[0], ignoreCase: true), pair => words[1] + (pair is [_, var path] ? path : Usual[Enum.Parse<Endpoint>(pair[0], ignoreCase: true)]));
        foreach (var endpoint in Usual.Keys)
        {
            var address = UpstreamAddress.Of(Calls.Of(Api.OpenAI, endpoint, query: "?beta=true"), new Target(Providers.Named(words[0]), "M"));
            Assert.Equal(expected.TryGetValue(endpoint, out var url) ? $"{url}?beta=true" : null, address?.AbsoluteUri);
        }
    }

    [Fact]
    public void The_table_has_every_provider_of_the_catalog() =>
        Assert.Equal(
            ProviderTable.Rows.Keys.Append("mine").Order(StringComparer.Ordinal),
            Table.Split('\n', StringSplitOptions.TrimEntries).Select(row => row.Split(' ')[0]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Api.Anthropic, "anthropic", "/v1/messages/batches/a%2Fb", "", "https://api.anthropic.com/v1/messages/batches/a%2Fb")]
    [InlineData(Api.OpenAI, "openai", "/v1/files/f%20x", "?a=%7e&b=é", "https://api.openai.com/v1/files/f%20x?a=%7e&b=é")]
    [InlineData(Api.OpenAI, "openai", "/audio/speech", "", "https://api.openai.com/v1/audio/speech")]
    [InlineData(Api.OpenAI, "groq", "/v1/files", "", "https://api.groq.com/openai/v1/files")]
    [InlineData(Api.Gemini, "google", "/v1beta/files", "?pageSize=2", "https://generativelanguage.googleapis.com/v1beta/files?pageSize=2")]
    internal void Paths_that_are_not_modelled_keep_their_clients_spelling(Api api, string provider, string path, string query, string url)
    {
        var address = UpstreamAddress.Of(Calls.Of(api, Endpoint.Other, null, path: path, query: query), new Target(Providers.Named(provider), ""))!;
        var expected = url[(url.IndexOf('/', "https://".Length))..];
        Assert.Equal((new Uri(url).Host, expected), (address.Host, address.PathAndQuery));
    }

    [Theory]
    [InlineData("accounts/fireworks/models/llama", "accounts/fireworks/models/llama")]
    [InlineData("llama3:8b", "llama3:8b")]
    [InlineData("a?b#c d", "a%3Fb%23c%20d")]
    [InlineData("é", "%C3%A9")]
    public void A_model_in_the_path_cannot_become_a_query(string model, string path) =>
        Assert.Equal($"/v1beta/models/{path}:generateContent", UpstreamAddress.Of(Calls.Of(Api.Gemini, Endpoint.GenerateContent), new Target(Providers.Named("google"), model))!.PathAndQuery);

    [Fact]
    public void No_path_or_query_leads_to_another_host() =>
        Gen.Select(Gen.Enum<Api>(), Gen.String[Gen.Char['!', '~'], 0, 30], Gen.String[Gen.Char['!', '~'], 0, 10]).Sample((api, path, query) =>
        {
            var home = Providers.Named(HomeProvider.Of(api));
            var address = UpstreamAddress.Of(Calls.Of(api, Endpoint.Other, null, path: "/" + path.Replace("?", ""), query: "?" + query), new Target(home, ""))!;
            return address.Authority == home.BaseUrl.Authority;
        });
}
