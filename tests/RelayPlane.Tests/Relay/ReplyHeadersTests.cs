using Microsoft.AspNetCore.Http;
using RelayPlane.Relay;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Relay;

public sealed class ReplyHeadersTests
{
    [Fact]
    public void Status_and_headers_come_back_as_the_provider_sent_them()
    {
        var client = Copied(default, filtered: false, ("request-id", "req_1"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("anthropic-ratelimit-requests-limit", "50"), ("Server", "odd ((("), ("Content-Type", "application/json; charset=UTF8"), ("Content-Length", "17"));
        Assert.Equal(418, client.StatusCode);
        string[] names = ["request-id", "anthropic-ratelimit-requests-limit", "server", "content-type", "content-length"];
        Assert.Equal(["req_1", "50", "odd (((", "application/json; charset=UTF8", "17"], names.Select(name => client.Headers[name].ToString()));
        Assert.Equal(["a=1", "b=2"], client.Headers.SetCookie.ToArray());
    }

    [Fact]
    public void Hop_by_hop_headers_stay_behind()
    {
        var client = Copied(default, filtered: false, ("Connection", "close"), ("Transfer-Encoding", "chunked"), ("Keep-Alive", "timeout=5"), ("x", "kept"));
        Assert.Equal(["x"], client.Headers.Keys);
    }

    [Theory]
    [InlineData("gzip", true, false, null, null)]
    [InlineData("gzip", false, false, "gzip", "17")]
    [InlineData("gzip", false, true, "gzip", null)]
    [InlineData("", false, true, "gzip", null)]
    public void What_describes_the_bytes_stays_behind_where_the_bytes_change(string coding, bool decode, bool filtered, string? encoding, string? length)
    {
        var client = Copied(new ContentCoding(coding, decode), filtered, ("Content-Encoding", "gzip"), ("Content-Length", "17"));
        Assert.Equal((encoding, length), ((string?)client.Headers.ContentEncoding, (string?)client.Headers["Content-Length"]));
    }

    private static HttpResponse Copied(ContentCoding coding, bool filtered, params (string Name, string Value)[] headers)
    {
        var client = new DefaultHttpContext().Response;
        using var reply = new UpstreamReply(Response(headers), Sendings.Of(Calls.Of()));
        ReplyHeaders.Copy(reply, client, coding, filtered);
        return client;
    }

    private static HttpResponseMessage Response((string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)418) { Content = new ByteArrayContent([]) };
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
