using System.Net.Sockets;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class FaultReadingTests
{
    private static readonly Uri Address = new("https://api.example:8443/v1/messages?secret=1");

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, FaultKind.Dns, "api.example")]
    [InlineData(HttpRequestError.SecureConnectionError, FaultKind.Tls, "api.example")]
    [InlineData(HttpRequestError.InvalidResponse, FaultKind.Malformed, "api.example:8443")]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, FaultKind.Malformed, "api.example:8443")]
    [InlineData(HttpRequestError.HttpProtocolError, FaultKind.Malformed, "api.example:8443")]
    [InlineData(HttpRequestError.ResponseEnded, FaultKind.Broken, "api.example:8443")]
    [InlineData(HttpRequestError.ConnectionError, FaultKind.Connect, "api.example:8443")]
    [InlineData(HttpRequestError.Unknown, FaultKind.Broken, "api.example:8443")]
    internal void What_broke_is_told_with_the_place_and_without_our_internals(HttpRequestError error, FaultKind kind, string place)
    {
        var fault = FaultReading.Of(new HttpRequestException(error, "SocketsHttpHandler said so"), Address, cancelled: false);
        Assert.Equal(kind, fault.Kind);
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SocketsHttpHandler", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_connection_is_called_that()
    {
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.ConnectionRefused));
        Assert.Equal(new UpstreamFault(FaultKind.Connect, "api.example:8443 refused the connection"), FaultReading.Of(refused, Address, cancelled: false));
    }

    [Fact]
    public void A_connection_that_takes_too_long_is_no_connection()
    {
        Assert.Equal(FaultKind.Connect, FaultReading.Of(new HttpRequestException(HttpRequestError.ConnectionError, "x", new TimeoutException()), Address, cancelled: false).Kind);
        Assert.Equal(FaultKind.Connect, FaultReading.Of(new TaskCanceledException("x", new TimeoutException()), Address, cancelled: false).Kind);
    }

    [Fact]
    public void Out_of_time_is_told_apart_from_a_client_that_left()
    {
        Assert.Equal(FaultKind.TimedOut, FaultReading.Of(new TaskCanceledException(), Address, cancelled: false).Kind);
        Assert.Equal(FaultKind.TimedOut, FaultReading.Of(new TimeoutException(), Address, cancelled: false).Kind);
        Assert.Equal(FaultKind.Cancelled, FaultReading.Of(new TaskCanceledException(), Address, cancelled: true).Kind);
        Assert.Equal(FaultKind.Cancelled, FaultReading.Of(new IOException(), Address, cancelled: true).Kind);
    }
}
