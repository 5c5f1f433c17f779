using RelayPlane.Catalog;
using Xunit;

namespace RelayPlane.Tests.Catalog;

public sealed class ModelPrefixesTests
{
    [Theory]
    [InlineData("claude-opus-4-6", "anthropic")]
    [InlineData("claude-haiku-3-5", "anthropic")]
    [InlineData("gpt-4o", "openai")]
    [InlineData("o1", "openai")]
    [InlineData("o3-mini", "openai")]
    [InlineData("ft:gpt-4o:acme", "openai")]
    [InlineData("chatgpt-4o-latest", "openai")]
    [InlineData("text-embedding-3-small", "openai")]
    [InlineData("text-embedding-004", "google")]
    [InlineData("gemini-2.5-flash", "google")]
    [InlineData("grok-4", "xai")]
    [InlineData("deepseek-chat", "deepseek")]
    [InlineData("devstral-small", "mistral")]
    [InlineData("open-mixtral-8x22b", "mistral")]
    [InlineData("sonar-pro", "perplexity")]
    [InlineData("accounts/fireworks/models/kimi-k3", "fireworks")]
    [InlineData("o10-new", null)]
    [InlineData("gemma3:4b", null)]
    [InlineData("llama3.2", null)]
    [InlineData("", null)]
    public void A_bare_name_tells_its_provider_by_how_it_begins(string model, string? provider) => Assert.Equal(provider, ModelPrefixes.ProviderOf(model));
}
