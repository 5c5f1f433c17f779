using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;
using RelayPlane.Admission;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class GateTests
{
    [Theory]
    [InlineData("localhost:4100", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("app.localhost:4100", true)]
    [InlineData("127.0.0.1:4100", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("[::1]:4100", true)]
    [InlineData("gateway.lan:4100", true)]
    [InlineData("Gateway.LAN", true)]
    [InlineData("192.168.1.9:4100", true)]
    [InlineData("192.168.1.10:4100", false)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("notlocalhost", false)]
    [InlineData("", false)]
    public void A_host_is_ours_by_loopback_by_config_or_by_the_address_that_was_reached(string host, bool welcome) =>
        Assert.Equal(welcome, Check(host, null) is null);

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://localhost:4100", true)]
    [InlineData("https://app.example", true)]
    [InlineData("HTTPS://APP.example", true)]
    [InlineData("http://localhost:3000", false)]
    [InlineData("https://localhost:4100", false)]
    [InlineData("https://app.example.evil.example", false)]
    [InlineData("https://app.example:444", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void Only_our_own_page_and_allowed_origins_may_call(string? origin, bool welcome) =>
        Assert.Equal(welcome, Check("localhost:4100", origin) is null);

    [Fact]
    public void A_refusal_is_403_and_says_what_to_set()
    {
        Assert.Equal(RefusalKind.Forbidden, Check("evil.example", null)!.Kind);
        Assert.Contains("server.allowedHosts", Check("evil.example", null)!.Message, StringComparison.Ordinal);
        Assert.Contains("server.allowedOrigins", Check("localhost", "https://evil.example")!.Message, StringComparison.Ordinal);
    }

    private static Refusal? Check(string host, string? origin)
    {
        var http = new DefaultHttpContext();
        http.Connection.LocalIpAddress = IPAddress.Parse("192.168.1.9").MapToIPv6();
        http.Request.Host = new HostString(host);
        if (origin is not null)
        {
            http.Request.Headers.Origin = origin;
        }

        var gate = new Gate(FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "gateway.lan"), FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "https://app.example"));
        return gate.Check(http.Request);
    }
}
