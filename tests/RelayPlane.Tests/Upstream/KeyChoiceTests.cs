using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class KeyChoiceTests
{
    private static readonly Credential Configured = new("main", "sk-configured");

    [Theory]
    // rule, target, client's own, configured → label of what travels; null for none can
    [InlineData(ClientKeys.Prefer, "anthropic", "own", true, "client")]
    [InlineData(ClientKeys.Prefer, "anthropic", "own", false, "client")]
    [InlineData(ClientKeys.Prefer, "anthropic", null, true, "main")]
    [InlineData(ClientKeys.Prefer, "anthropic", null, false, null)]
    [InlineData(ClientKeys.Prefer, "openai", "own", true, "main")]
    [InlineData(ClientKeys.Prefer, "openai", "own", false, null)]
    [InlineData(ClientKeys.Ignore, "anthropic", "own", true, "main")]
    [InlineData(ClientKeys.Ignore, "anthropic", "own", false, null)]
    [InlineData(ClientKeys.Ignore, "anthropic", null, true, "main")]
    [InlineData(ClientKeys.Require, "anthropic", "own", true, "client")]
    [InlineData(ClientKeys.Require, "anthropic", null, true, null)]
    [InlineData(ClientKeys.Require, "openai", "own", true, "main")]
    [InlineData(ClientKeys.Prefer, "sandbox", "own", false, "none")]
    [InlineData(ClientKeys.Prefer, "ollama", null, false, "none")]
    internal void The_rule_and_the_target_decide_which_key_travels(ClientKeys rule, string target, string? own, bool configured, string? label)
    {
        var chosen = KeyChoice.For(Calls.Of(credential: own), Providers.Named(target), "anthropic", configured ? Configured : null, rule);
        Assert.Equal(label, chosen?.Label);
        Assert.Equal(label switch { "client" => own, "main" => "sk-configured", "none" => "", _ => null }, chosen?.Value);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000/v1", true)]
    [InlineData("http://localhost:8000", true)]
    [InlineData("http://[::1]:8000", true)]
    [InlineData("http://10.0.0.5:8000", false)]
    [InlineData("https://llm.example", false)]
    public void A_server_on_this_machine_may_be_called_without_a_key(string baseUrl, bool may)
    {
        var provider = Providers.From($$"""{ "providers": { "groq": { "baseUrl": "{{baseUrl}}" } } }""")["groq"];
        Assert.Equal(may ? Credential.None : null, KeyChoice.For(Calls.Of(Api.OpenAI, Endpoint.ChatCompletions), provider, "openai", null, ClientKeys.Prefer));
    }

    [Fact]
    public void Only_the_gateways_own_keys_count_as_configured_whatever_they_are_called()
    {
        Assert.True(new Credential("main", "sk").IsConfigured);
        Assert.True(new Credential("client", "sk").IsConfigured);
        Assert.False(Credential.None.IsConfigured);
        Assert.False(KeyChoice.For(Calls.Of(credential: "own"), Providers.Named("anthropic"), "anthropic", Configured, ClientKeys.Prefer)!.IsConfigured);
    }

    [Fact]
    public void A_credential_prints_as_its_label() => Assert.Equal("main", Configured.ToString());
}
