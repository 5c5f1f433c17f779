using System.Net;
using System.Net.Sockets;
using RelayPlane.Hosting;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class BindingsTests
{
    [Theory]
    [InlineData("*", "0.0.0.0", false)]
    [InlineData("0.0.0.0", "0.0.0.0", false)]
    [InlineData("::", "::", false)]
    [InlineData("[::1]", "::1", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("127.0.0.2", "127.0.0.2", true)]
    [InlineData("192.168.1.9", "192.168.1.9", false)]
    public void A_host_is_an_address_to_bind(string host, string address, bool loopback)
    {
        var endpoints = Bindings.Of(host, 4100)!;
        Assert.Equal([new IPEndPoint(IPAddress.Parse(address), 4100)], endpoints);
        Assert.Equal(loopback, Bindings.IsLoopback(endpoints));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("")]
    [InlineData("300.1.1.1")]
    public void A_name_is_no_address_of_ours(string host) => Assert.Null(Bindings.Of(host, 4100));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public void Any_free_port_is_one_port_of_one_address(string host) =>
        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 0)], Bindings.Of(host, 0));

    [Fact]
    public void Loopback_is_served_in_both_families_where_both_are_free_and_never_beyond()
    {
        var endpoints = Bindings.Of("localhost", FreePort())!;
        Assert.Equal(IPAddress.Loopback, endpoints[0].Address);
        Assert.InRange(endpoints.Count, 1, 2);
        Assert.True(Bindings.IsLoopback(endpoints));
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
