using RelayPlane.Pacing;
using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Gateway;
using RelayPlane.Ledger;
using RelayPlane.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class RoadTests
{
    [Fact]
    public async Task A_fault_of_our_own_is_an_answer_in_the_clients_shape_and_one_entry()
    {
        using var body = new MemoryStream();
        var (entry, status) = await WalkAsync(_ => throw new NotSupportedException("our own fault"), body);
        Assert.Equal(500, status);
        Assert.Equal((500, Outcome.Failed), (entry.Status, entry.Outcome));
        using var json = JsonDocument.Parse(body.ToArray());
        var error = json.RootElement.GetProperty("error");
        Assert.Equal("api_error", error.GetProperty("type").GetString());
        Assert.DoesNotContain("our own fault", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_one_entry_too()
    {
        using var body = new MemoryStream();
        var (entry, status) = await WalkAsync(_ => null, body);
        Assert.Equal(404, status);
        Assert.Equal((404, Outcome.Refused, "claude-x"), (entry.Status, entry.Outcome, entry.ModelRequested));
    }

    [Fact]
    public async Task A_client_that_is_told_to_come_back_later_was_limited_and_another_was_not()
    {
        BodyBudget full = new(10);
        Assert.True(full.TryTake(10));
        using var body = new MemoryStream();

        Assert.Equal((true, 529), await Limited(WalkAsync(_ => null, body, full)));
        Assert.Equal((false, 404), await Limited(WalkAsync(_ => null, body)));

        static async Task<(bool, int)> Limited(Task<(CallEntry Entry, int Status)> walk) => await walk is var (entry, status) ? (entry.Limited, status) : default;
    }

    /// <summary>Walks a call through rooms that know no provider at all.</summary>
    private static async Task<(CallEntry Entry, int Status)> WalkAsync(Func<string, string?> providerOfModel, MemoryStream body, BodyBudget? bodies = null)
    {
        var clock = new FakeTimeProvider();
        using var pool = new HttpMessageInvoker(Connections.Open());
        using var pacer = new Pacer(clock, new Random(1));
        var none = FrozenSet<string>.Empty;
        var router = RouterFrom.Config(GatewayConfig.Default, new TargetNames(FrozenDictionary<string, Provider>.Empty, providerOfModel, none, none), providerOfModel);
        var rooms = TestRooms.With(router, pool, pacer, clock);
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.Path = "/v1/messages";
        http.Request.Body = new MemoryStream("""{"model":"claude-x"}"""u8.ToArray());
        http.Response.Body = body;
        var (ledger, counters) = (new Kept(), new Counters());
        await new Road(ledger, counters, bodies ?? new BodyBudget(BodyBudget.Usual), clock).WalkAsync(http, rooms);
        Assert.Equal((1, 0), (counters.Calls, counters.Open));
        return (Assert.Single(ledger.Entries), http.Response.StatusCode);
    }

    /// <summary>A ledger that keeps what it is told.</summary>
    private sealed class Kept : ILedger
    {
        public List<CallEntry> Entries { get; } = [];

        public JournalSegment? Keep(CallEntry entry) => null;

        public void Record(CallEntry entry, JournalSegment? kept = null) => Entries.Add(entry);
    }
}
