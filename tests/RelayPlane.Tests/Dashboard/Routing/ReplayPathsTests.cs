using Microsoft.Extensions.Time.Testing;
using RelayPlane.Ledger;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Routing.Deciding;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Replay;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Routing;

public sealed class ReplayPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Pasts.Noon.AddHours(1));

    [Fact]
    public async Task Another_policy_is_tried_on_the_recorded_calls()
    {
        await RecordAsync();
        var asked = await AskAsync($$"""{ "since": "24h", "policy": { "routes": { "all": { "match": { "model": "*" }, "model": "{{Pasts.Haiku}}" } } } }""");
        Assert.Equal(200, asked.Status);
        Assert.Equal(20, asked.Json.GetProperty("moved").GetInt64());
        Assert.True(asked.Json.GetProperty("saved_usd").GetDecimal() > 0);
    }

    [Fact]
    public async Task Without_one_the_config_in_force_is()
    {
        await RecordAsync();
        var asked = await AskAsync("""{ "since": "24h", "lambda": 0.5 }""");
        Assert.Equal(200, asked.Status);
        Assert.Equal(.5, asked.Json.GetProperty("lambda").GetDouble());
    }

    [Theory]
    [InlineData("""{ "since": "soon" }""", "since")]
    [InlineData("""{ "lambda": -1 }""", "lambda")]
    [InlineData("""{ "policy": { "routing": { "lamda": 1 } } }""", "lamda")]
    [InlineData("""{ "policy": 7 }""", "policy")]
    [InlineData("nothing", "body")]
    public async Task What_is_asked_wrongly_is_told(string body, string told)
    {
        var asked = await AskAsync(body);
        Assert.Equal(400, asked.Status);
        Assert.Contains(told, asked.Problem);
    }

    public void Dispose() => _folder.Dispose();

    private Task<LedgerHealth> RecordAsync() => LedgerFixture.WriteAsync(
        _folder.Database,
        [.. Enumerable.Range(0, 20).Select(i => Pasts.Entry(Pasts.Call(Pasts.Opus, new TokenUsage(1_000, 0, 0, 0, 200, 0), Pasts.Noon.AddSeconds(i), Pasts.Seen((ulong)i))))]);

    private Task<Asked> AskAsync(string body)
    {
        var machine = new TimeMachine(new PastCalls(_folder.Database), new PolicyFrom(Pasts.Prices, Learned.Nothing, Setup.Environment(), _clock));
        return Asked.PostAsync(new ReplayPaths(() => machine, _folder.Home.ConfigPath, _clock).All, "/api/routing/replay", body, _clock);
    }
}
