using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class HeaderPolicyTests
{
    [Theory]
    [InlineData("anthropic-version")]
    [InlineData("anthropic-beta")]
    [InlineData("openai-beta")]
    [InlineData("user-agent")]
    [InlineData("x-stainless-lang")]
    [InlineData("idempotency-key")]
    [InlineData("accept")]
    [InlineData("content-type")]
    [InlineData("x-never-heard-of-it")]
    public void What_is_not_ours_to_keep_goes_up(string name)
    {
        Assert.True(HeaderPolicy.GoesUp(name, home: true, "keep-alive"));
        Assert.True(HeaderPolicy.GoesUp(name, home: false, null));
    }

    [Theory]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy-Connection")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Upgrade")]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Expect")]
    [InlineData("Accept-Encoding")]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("X-Goog-Api-Key")]
    [InlineData("Api-Key")]
    [InlineData("Cookie")]
    [InlineData("Origin")]
    [InlineData("Referer")]
    [InlineData("X-RelayPlane-Session")]
    [InlineData("x-relayplane-tag-team")]
    [InlineData("x-relayplane-token")]
    public void One_hops_headers_credentials_and_our_own_stay(string name)
    {
        Assert.False(HeaderPolicy.GoesUp(name, home: true, null));
        Assert.False(HeaderPolicy.GoesUp(name.ToLowerInvariant(), home: false, "keep-alive"));
    }

    [Theory]
    [InlineData("OpenAI-Organization")]
    [InlineData("openai-project")]
    [InlineData("anthropic-workspace-id")]
    public void What_names_the_clients_account_goes_home_only(string name) =>
        Assert.Equal((true, false), (HeaderPolicy.GoesUp(name, home: true, null), HeaderPolicy.GoesUp(name, home: false, null)));

    [Fact]
    public void Headers_that_the_connection_header_names_stay()
    {
        Assert.False(HeaderPolicy.GoesUp("X-Hop", home: true, "close, x-hop"));
        Assert.True(HeaderPolicy.GoesUp("X-Hop", home: true, "close, x-hop-2"));
    }

    [Theory]
    [InlineData("request-id", true)]
    [InlineData("anthropic-ratelimit-requests-remaining", true)]
    [InlineData("Set-Cookie", true)]
    [InlineData("Content-Length", true)]
    [InlineData("Transfer-Encoding", false)]
    [InlineData("Connection", false)]
    [InlineData("X-RelayPlane-Call-Id", false)]
    [InlineData("x-relayplane-provider", false)]
    public void All_comes_back_but_one_hops_headers_and_what_only_we_may_say(string name, bool comes) => Assert.Equal(comes, HeaderPolicy.ComesBack(name));

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("Proxy-Authorization", true)]
    [InlineData("X-Api-Key", true)]
    [InlineData("x-goog-api-key", true)]
    [InlineData("api-key", true)]
    [InlineData("Cookie", true)]
    [InlineData("Set-Cookie", true)]
    [InlineData("x-amz-security-token", true)]
    [InlineData("x-relayplane-token", true)]
    [InlineData("x-relayplane-page", true)]
    [InlineData("x-ratelimit-remaining-tokens", false)]
    [InlineData("anthropic-ratelimit-tokens-limit", false)]
    [InlineData("idempotency-key", false)]
    [InlineData("user-agent", false)]
    public void Credentials_are_shown_to_nobody(string name, bool secret) => Assert.Equal(secret, HeaderPolicy.IsSecret(name));
}
