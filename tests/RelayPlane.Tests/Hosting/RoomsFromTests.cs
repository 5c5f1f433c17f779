using RelayPlane.Pacing;
using Microsoft.AspNetCore.Http;
using RelayPlane.Hosting;
using RelayPlane.Tests.Config;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class RoomsFromTests
{
    [Theory]
    [InlineData("https://app.example")]
    [InlineData("https://app.example/")]
    public void An_allowed_origin_is_welcome_with_or_without_a_slash_at_its_end(string written)
    {
        using var pool = new HttpMessageInvoker(Connections.Open());
        using var pacer = new Pacer(TimeProvider.System, new Random(1));
        var rooms = new RoomsFrom(new UpstreamClient(pool, pool), pacer, new Random(1), TimeProvider.System, _ => null, _ => { });
        var gate = rooms.Build(Setup.Config($$"""{ "server": { "allowedOrigins": ["{{written}}"] } }""")).Gate;
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString("localhost:4100");
        http.Request.Headers.Origin = "https://app.example";
        Assert.Null(gate.Check(http.Request));
    }
}
