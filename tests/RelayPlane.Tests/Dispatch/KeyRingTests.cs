using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class KeyRingTests
{
    [Fact]
    public void Each_provider_has_its_own_key()
    {
        var ring = Ring(ClientKeys.Prefer, "anthropic", "groq");
        Assert.Equal("key of groq", ring.For(Calls.Of(Api.OpenAI, Endpoint.ChatCompletions, credential: "own"), Providers.Named("groq")).Single().Value);
        Assert.Equal("key of anthropic", ring.For(Calls.Of(), Providers.Named("anthropic")).Single().Value);
        Assert.Empty(ring.For(Calls.Of(Api.OpenAI, Endpoint.ChatCompletions, credential: "own"), Providers.Named("mistral")));
    }

    [Theory]
    [InlineData(ClientKeys.Prefer, "anthropic", "send your own with the call, or set ANTHROPIC_API_KEY")]
    [InlineData(ClientKeys.Prefer, "groq", "There is no key for the provider groq: set GROQ_API_KEY")]
    [InlineData(ClientKeys.Prefer, "mine", "set MINE_API_KEY")]
    [InlineData(ClientKeys.Require, "anthropic", "bring its own key for anthropic")]
    internal void A_missing_key_is_401_and_says_what_to_do(ClientKeys rule, string provider, string says)
    {
        var refusal = Ring(rule).Missing(Calls.Of(), Providers.Named(provider));
        Assert.Equal(RefusalKind.Authentication, refusal.Kind);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static KeyRing Ring(ClientKeys rule, params string[] configured) =>
        Rings.Of(rule, [.. configured.Select(name => (name, new Credential("main", $"key of {name}")))]);
}
