using Microsoft.AspNetCore.Http;
using RelayPlane.Gateway;
using RelayPlane.Hosting;
using RelayPlane.Pacing;
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
        var rooms = new RoomsFrom(new UpstreamClient(pool, pool), pacer, TestBooks.New(), new BodyBudget(BodyBudget.Usual), new Random(1), TimeProvider.System, _ => null, _ => { });
        var gate = rooms.Build(Setup.Config($$"""{ "server": { "allowedOrigins": ["{{written}}"] } }""")).Gate;
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString("localhost:4100");
        http.Request.Headers.Origin = "https://app.example";
        Assert.Null(gate.Check(http.Request));
    }

    [Theory]
    [InlineData("{}", 20, null)]
    [InlineData("""{ "reliability": { "cooldowns": {} } }""", 3, 120.0)]
    [InlineData("""{ "reliability": { "cooldowns": { "enabled": false, "allowedFails": 5 } } }""", 20, null)]
    [InlineData("""{ "reliability": { "cooldowns": { "enabled": true, "allowedFails": 5, "windowSeconds": 10, "cooldownSeconds": 7 } } }""", 5, 7.0)]
    public void Cooldowns_are_those_of_RelayPlane_only_where_the_file_writes_them(string config, int failures, double? cooldown)
    {
        using var pool = new HttpMessageInvoker(Connections.Open());
        using var pacer = new Pacer(TimeProvider.System, new Random(1));
        var rooms = new RoomsFrom(new UpstreamClient(pool, pool), pacer, TestBooks.New(), new BodyBudget(BodyBudget.Usual), new Random(1), TimeProvider.System, _ => null, _ => { });
        rooms.Build(Setup.Config("""{ "reliability": { "cooldowns": { "allowedFails": 9 } } }"""));
        rooms.Build(Setup.Config(config));
        var rule = pacer.Look((table, _) => table.Rule);
        Assert.Equal((failures, cooldown), (Math.Max(rule.LeastFailures, rule.LeastSamples), rule.CooldownSeconds));
    }
}
