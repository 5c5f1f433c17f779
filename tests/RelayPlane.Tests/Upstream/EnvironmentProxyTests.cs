using System.Net;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class EnvironmentProxyTests
{
    private static readonly Uri Named = new("http://proxy.example:3128");

    [Theory]
    [InlineData("http://localhost:11434/v1")]
    [InlineData("http://127.0.0.1:8000")]
    [InlineData("http://127.8.8.8:8000")]
    [InlineData("http://[::1]:8000")]
    public void An_address_on_this_machine_is_never_proxied(string address)
    {
        var proxy = new EnvironmentProxy(new WebProxy(Named));
        Assert.True(proxy.IsBypassed(new Uri(address)));
        Assert.Null(proxy.GetProxy(new Uri(address)));
    }

    [Fact]
    public void Everything_else_goes_where_the_environment_says()
    {
        var proxy = new EnvironmentProxy(new WebProxy(Named, BypassOnLocal: false, BypassList: ["internal\\.example"]));
        Assert.Equal(Named, proxy.GetProxy(new Uri("https://api.anthropic.com/v1/messages")));
        Assert.True(proxy.IsBypassed(new Uri("https://internal.example/")));
    }
}
