using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Config;
using RelayPlane.Dashboard.Routing;
using RelayPlane.Ledger;
using RelayPlane.Routing.Scoring;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Routing;

public sealed class RoutingPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_what_each_tier_took_and_cost_and_what_the_models_asked_for_would_have_cost()
    {
        var saving = Entries.Attempt() with { Savings = new Savings(null, 1000, null) };
        await LedgerFixture.WriteAsync(
            _folder.Database,
            DecidedEntries.Call("a") with { Attempts = [saving] },
            DecidedEntries.Call("b", DecidedEntries.Decided(acted: false)),
            DecidedEntries.Call("c", DecidedEntries.Decided("complex", asked: null)),
            DecidedEntries.Call("d", DecidedEntries.Seen),
            Entries.Call("e", Entries.Attempt()));

        var answer = await GetAsync();

        Assert.Equal((3, 2), (answer.GetProperty("decided").GetInt64(), answer.GetProperty("undecided").GetInt64()));
        Assert.Equal(
            [
                """{"tier":"simple","calls":2,"acted":1,"escalated":0,"cost_nano":354,"cost_usd":0.000000354,"asked_nano":1354,"asked_usd":0.000001354}""",
                """{"tier":"complex","calls":1,"acted":1,"escalated":0,"cost_nano":177,"cost_usd":0.000000177,"asked_nano":null,"asked_usd":null}""",
            ],
            Rows(answer, "tiers"));
        Assert.Equal(["""{"asked":"anthropic/claude-opus-4-6","chosen":"anthropic/claude-haiku-4-5","tier":"simple","calls":2,"acted":1,"cost_usd":0.000000354,"asked_usd":0.000001354}"""], Rows(answer, "moves"));
        Assert.Equal(["complexity:simple simple 2", "complexity:complex complex 1"], answer.GetProperty("reasons").EnumerateArray().Select(row => $"{row.GetProperty("reason")} {row.GetProperty("tier")} {row.GetProperty("calls")}"));
        Assert.Equal([2, 1], answer.GetProperty("over_time").EnumerateArray().Select(row => row.GetProperty("calls").EnumerateArray().Sum(step => step.GetInt64())));
    }

    [Fact]
    public async Task An_escalation_says_what_was_thrown_away()
    {
        await LedgerFixture.WriteAsync(_folder.Database, DecidedEntries.Climbed("a"), DecidedEntries.Climbed("b"), DecidedEntries.Climbed("c", "rate_limit"));

        var answer = await GetAsync();

        Assert.Equal(
            [
                """{"from":"anthropic/claude-haiku-4-5","to":"anthropic/claude-opus-4-6","trigger":"bad_tool_call","calls":2,"lost_usd":0.000000354}""",
                """{"from":"anthropic/claude-haiku-4-5","to":"anthropic/claude-opus-4-6","trigger":"rate_limit","calls":1,"lost_usd":0.000000177}""",
            ],
            Rows(answer, "escalations"));
        Assert.Equal(3, answer.GetProperty("tiers")[0].GetProperty("escalated").GetInt64());
    }

    [Fact]
    public async Task Without_a_database_or_a_config_nothing_is_claimed()
    {
        var answer = await GetAsync();

        var lambda = TierValue.UsualLambda.ToString(CultureInfo.InvariantCulture);
        Assert.Equal($$"""{"enabled":false,"mode":"standard","acts":false,"classifier":"trained","lambda":{{lambda}},"simple":null,"moderate":null,"complex":null,"cascade":[],"escalate_on":[],"evidence":null}""", answer.GetProperty("now").GetRawText());
        Assert.Empty(Rows(answer, "tiers"));
    }

    [Fact]
    public async Task What_the_config_says_is_how_it_stands()
    {
        RoutingConfig config = new(
            Mode: RoutingMode.Observe, Complexity: new(Simple: new("openai/gpt-5-mini"), Lambda: .5, Classifier: "rules"), Cascade: new(Models: [new("a"), new("b")], EscalateOn: new(["refusal"])));

        var now = (await GetAsync(config)).GetProperty("now");

        Assert.Equal("""{"enabled":true,"mode":"observe","acts":false,"classifier":"rules","lambda":0.5,"simple":"openai/gpt-5-mini","moderate":null,"complex":null,"cascade":["a","b"],"escalate_on":["refusal"],"evidence":null}""", now.GetRawText());
    }

    [Theory]
    [InlineData("""{ "mode": "complexity" }""", null, true)]
    [InlineData("""{ "mode": "complexity", "floor": 0.9 }""", null, false)]
    [InlineData("""{ "mode": "complexity", "floor": 0.9 }""", .89, false)]
    [InlineData("""{ "mode": "complexity", "floor": 0.9 }""", .9, true)]
    [InlineData("""{ "mode": "complexity", "complexity": { "enabled": false } }""", null, false)]
    [InlineData("""{ "mode": "complexity", "complexity": { "enabled": false }, "cascade": { "enabled": true, "models": ["claude-haiku-4-5", "claude-opus-4-6"] } }""", null, true)]
    [InlineData("""{ "mode": "cascade", "floor": 0.9, "cascade": { "models": ["claude-haiku-4-5", "claude-opus-4-6"] } }""", null, true)]
    [InlineData("""{ "mode": "cascade", "floor": 0.9 }""", null, false)]
    [InlineData("""{ "mode": "complexity", "enabled": false }""", null, false)]
    [InlineData("""{ "mode": "observe" }""", .99, false)]
    public void It_acts_where_calls_go_where_it_would_have_them(string routing, double? lower, bool acts) =>
        Assert.Equal(acts, RoutingNow.Of(Setup.Config($$"""{ "routing": {{routing}} }""").Routing, lower is { } shown ? new RoutingEvidence(50, 1, shown, 1, null) : null).Acts);

    [Fact]
    public async Task A_time_that_ends_before_it_begins_is_refused() =>
        Assert.Equal(400, (await Asked.GetAsync(new RoutingPaths(_folder.Database, () => RoutingNow.Of(null, null)).All, "/api/routing?since=1h&until=2h", _clock)).Status);

    private async Task<JsonElement> GetAsync(RoutingConfig? config = null) =>
        (await Asked.GetAsync(new RoutingPaths(_folder.Database, () => RoutingNow.Of(config, null)).All, "/api/routing?since=24h", _clock)).Json;

    private static IEnumerable<string> Rows(JsonElement answer, string name) => answer.GetProperty(name).EnumerateArray().Select(row => row.GetRawText());
}
