using RelayPlane.Catalog;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class ProviderSetTests
{
    [Theory]
    [InlineData("anthropic", "Messages", "https://api.anthropic.com/v1/messages")]
    [InlineData("anthropic", "CountTokens", "https://api.anthropic.com/v1/messages/count_tokens")]
    [InlineData("anthropic", "Model", "https://api.anthropic.com/v1/models/m")]
    [InlineData("openai", "ChatCompletions", "https://api.openai.com/v1/chat/completions")]
    [InlineData("openai", "Responses", "https://api.openai.com/v1/responses")]
    [InlineData("openai", "Embeddings", "https://api.openai.com/v1/embeddings")]
    [InlineData("google", "GenerateContent", "https://generativelanguage.googleapis.com/v1beta/models/m:generateContent")]
    [InlineData("google", "StreamGenerateContent", "https://generativelanguage.googleapis.com/v1beta/models/m:streamGenerateContent")]
    [InlineData("google", "ChatCompletions", "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions")]
    [InlineData("xai", "ChatCompletions", "https://api.x.ai/v1/chat/completions")]
    [InlineData("xai", "Messages", "https://api.x.ai/v1/messages")]
    [InlineData("openrouter", "ChatCompletions", "https://openrouter.ai/api/v1/chat/completions")]
    [InlineData("openrouter", "Messages", "https://openrouter.ai/api/v1/messages")]
    [InlineData("deepseek", "ChatCompletions", "https://api.deepseek.com/v1/chat/completions")]
    [InlineData("deepseek", "Messages", "https://api.deepseek.com/anthropic/v1/messages")]
    [InlineData("groq", "ChatCompletions", "https://api.groq.com/openai/v1/chat/completions")]
    [InlineData("mistral", "ChatCompletions", "https://api.mistral.ai/v1/chat/completions")]
    [InlineData("together", "ChatCompletions", "https://api.together.xyz/v1/chat/completions")]
    [InlineData("fireworks", "ChatCompletions", "https://api.fireworks.ai/inference/v1/chat/completions")]
    [InlineData("perplexity", "ChatCompletions", "https://api.perplexity.ai/chat/completions")]
    [InlineData("ollama", "ChatCompletions", "http://localhost:11434/v1/chat/completions")]
    [InlineData("azure", "ChatCompletions", "https://res.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("sandbox", "Messages", "http://127.0.0.1:5000/v1/messages")]
    [InlineData("sandbox", "GenerateContent", "http://127.0.0.1:5000/v1beta/models/m:generateContent")]
    [InlineData("groq", "Messages", null)]
    public void Each_row_resolves_its_addresses(string provider, string endpoint, string? url)
    {
        var config = Setup.Config("""{ "providers": { "azure": { "baseUrl": "https://res.openai.azure.com" } } }""");
        var set = ProviderSet.From(config, Setup.Environment(), new Uri("http://127.0.0.1:5000"));
        Assert.Equal(url, set.Providers[provider].UrlOf(Enum.Parse<Endpoint>(endpoint), "m"));
    }

    [Theory]
    [InlineData("anthropic", "http://h", "Messages", "http://h/v1/messages")]
    [InlineData("anthropic", "http://h/", "Messages", "http://h/v1/messages")]
    [InlineData("anthropic", "http://h/v1", "Messages", "http://h/v1/messages")]
    [InlineData("anthropic", "http://h/v1/", "Messages", "http://h/v1/messages")]
    [InlineData("anthropic", "http://h:8080/proxy/v1/", "Messages", "http://h:8080/proxy/v1/messages")]
    [InlineData("google", "http://h", "GenerateContent", "http://h/v1beta/models/m:generateContent")]
    [InlineData("google", "http://h/v1beta/", "GenerateContent", "http://h/v1beta/models/m:generateContent")]
    [InlineData("azure", "https://r.example/openai/v1/", "Responses", "https://r.example/openai/v1/responses")]
    [InlineData("azure", "https://r.example/openai", "Responses", "https://r.example/openai/v1/responses")]
    [InlineData("groq", "http://h", "ChatCompletions", "http://h/openai/v1/chat/completions")]
    [InlineData("groq", "http://h/openai/v1", "ChatCompletions", "http://h/openai/v1/chat/completions")]
    [InlineData("groq", "http://h/v1", "ChatCompletions", "http://h/v1/chat/completions")]
    [InlineData("perplexity", "http://h/v1", "ChatCompletions", "http://h/chat/completions")]
    [InlineData("deepseek", "http://h/v1", "Messages", "http://h/anthropic/v1/messages")]
    [InlineData("mine", "http://h", "ChatCompletions", "http://h/v1/chat/completions")]
    [InlineData("mine", "http://h/api/paas/v4", "ChatCompletions", "http://h/api/paas/v4/chat/completions")]
    public void A_base_url_gets_its_version_segment_exactly_when_it_is_missing(string provider, string baseUrl, string endpoint, string url)
    {
        var set = From($$"""{ "providers": { "{{provider}}": { "baseUrl": "{{baseUrl}}" } } }""");
        Assert.Equal(url, set.Providers[provider].UrlOf(Enum.Parse<Endpoint>(endpoint), "m"));
    }

    [Theory]
    [InlineData("openai", Api.OpenAI, "/v1/files", "https://api.openai.com/v1/files")]
    [InlineData("openai", Api.OpenAI, "/files", "https://api.openai.com/v1/files")]
    [InlineData("anthropic", Api.Anthropic, "/v1/messages/batches", "https://api.anthropic.com/v1/messages/batches")]
    [InlineData("google", Api.Gemini, "/upload/v1beta/files", "https://generativelanguage.googleapis.com/upload/v1beta/files")]
    internal void A_path_that_is_not_modelled_reaches_the_home_provider_as_its_client_means_it(string provider, Api api, string path, string url) =>
        Assert.Equal(url, From("{}").Providers[provider].UrlOf(api, path));

    [Fact]
    public void A_provider_of_the_users_own_is_made_by_config_alone()
    {
        var provider = From("""
            { "providers": { "my-llm": {
                "baseUrl": "http://10.0.0.5:8000/v1", "auth": "api-key", "apis": ["openai", "anthropic", "gemini"], "includeUsage": false,
                "paths": { "completions": null, "embeddings": "/embed" }, "headers": { "x-team": "env:TEAM" } } } }
            """, ("TEAM", "blue")).Providers["my-llm"];

        Assert.Equal([Api.OpenAI, Api.Anthropic, Api.Gemini], provider.Apis);
        Assert.Equal("http://10.0.0.5:8000/v1/messages", provider.UrlOf(Endpoint.Messages, "m"));
        Assert.Equal("http://10.0.0.5:8000/v1beta/models/a/b:generateContent", provider.UrlOf(Endpoint.GenerateContent, "a/b"));
        Assert.Equal("http://10.0.0.5:8000/v1/embed", provider.UrlOf(Endpoint.Embeddings, "m"));
        Assert.Null(provider.UrlOf(Endpoint.Completions, "m"));
        Assert.Equal(AuthStyle.ApiKey, provider.AuthFor(Endpoint.Messages));
        Assert.Equal("blue", provider.Headers["X-Team"]);
        Assert.False(provider.IncludeUsage);
    }

    [Fact]
    public void A_provider_with_two_apis_takes_its_key_as_each_of_them_does()
    {
        var google = From("{}").Providers["google"];
        Assert.Equal((AuthStyle.XGoogApiKey, AuthStyle.Bearer), (google.AuthFor(Endpoint.GenerateContent), google.AuthFor(Endpoint.ChatCompletions)));
    }

    [Fact]
    public void Providers_without_an_address_and_those_switched_off_are_not_there()
    {
        var set = From("""{ "providers": { "groq": { "enabled": false } } }""");
        Assert.DoesNotContain("azure", set.Providers.Keys);
        Assert.DoesNotContain("sandbox", set.Providers.Keys);
        Assert.DoesNotContain("groq", set.Providers.Keys);
        Assert.Contains("mistral", set.Providers.Keys);
    }

    [Fact]
    public void The_old_ollama_section_moves_ollama() =>
        Assert.Equal("http://box:11434/v1/messages", From("""{ "ollama": { "baseUrl": "http://box:11434" } }""").Providers["ollama"].UrlOf(Endpoint.Messages, "m"));

    [Fact]
    public void Without_configured_keys_the_usual_variable_counts_and_Gemini_prefers_its_own_name()
    {
        var both = From("{}", ("GOOGLE_API_KEY", "second"), ("GEMINI_API_KEY", "first"));
        Assert.Equal("first", Assert.Single(both.Keys["google"]).Value);
        Assert.Equal("second", Assert.Single(From("{}", ("GOOGLE_API_KEY", "second")).Keys["google"]).Value);
        Assert.Empty(both.Keys["openai"]);
    }

    [Fact]
    public void Configured_keys_come_in_the_order_of_their_priority_and_replace_the_usual_variable()
    {
        var set = From("""
            { "providers": { "anthropic": { "accounts": [
                { "label": "spare", "apiKey": "env:B", "priority": 5 }, { "label": "first", "apiKey": "env:A" }, { "label": "gone", "apiKey": "env:NONE" } ] } } }
            """, ("A", "key-a"), ("B", "key-b"), ("ANTHROPIC_API_KEY", "unused"));

        Assert.Equal([("first", "key-a"), ("spare", "key-b")], set.Keys["anthropic"].Select(key => (key.Label, key.Value)));
        Assert.Contains("providers.anthropic.accounts[2].apiKey: env:NONE", Assert.Single(set.Notices), StringComparison.Ordinal);
    }

    private static ProviderSet From(string json, params (string Name, string Value)[] variables) =>
        ProviderSet.From(Setup.Config(json), Setup.Environment(variables));
}
