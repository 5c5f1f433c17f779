using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Dashboard.Sessions;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Sessions;

public sealed class SessionPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));
    private readonly AgentNames _names;

    public SessionPathsTests() => _names = new AgentNames(_folder.Home.AgentNamesPath, _clock);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("last")]
    [InlineData("cost")]
    public async Task Pages_of_sessions_hold_each_once_with_what_statistics_say_of_it(string order)
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. RandomCalls.Make(7, 300, TimeSpan.FromDays(2)).Select((call, number) => call with { Session = $"s{number % 23}" })]);
        var stats = new LedgerReader(_folder.Database).Query(new StatsQuery(_clock.GetUtcNow().AddHours(-20), StatsGroup.Session) { Until = _clock.GetUtcNow().AddHours(-3) });
        List<JsonElement> sessions = [];
        string? next = "";
        while (next is not null)
        {
            var page = (await GetAsync($"/api/sessions?since=20h&until=3h&order={order}&limit=4&cursor={next}")).Json;
            sessions.AddRange(page.GetProperty("sessions").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        string[] sums = [.. sessions.Select(session => $"{session.GetProperty("session")} {session.GetProperty("requests")} {session.GetProperty("cost_nano")} {session.GetProperty("p95_ms")}")];
        Assert.Equal(stats.Rows.Select(row => $"{row.Key} {row.Tally.Requests} {row.Tally.Cost?.NanoUsd} {Ms(row.Tally)}").Order(StringComparer.Ordinal), sums.Order(StringComparer.Ordinal));
        Assert.Equal(sessions.Select(Rank).OrderDescending(), sessions.Select(Rank));

        static string Ms(Tally tally) => RelayPlane.Dashboard.Stats.TallyAnswer.Milliseconds(tally.Latency.Percentile(0.95))?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        long Rank(JsonElement session) => order == "last" ? session.GetProperty("last_at").GetDateTime().Ticks : session.GetProperty("cost_nano").ValueKind == JsonValueKind.Null ? 0 : session.GetProperty("cost_nano").GetInt64();
    }

    [Fact]
    public async Task A_session_is_a_tree_of_agents_with_their_newest_calls_in_order()
    {
        CallEntry Of(string id, int minute, string? agent, string? parent) =>
            Entries.Call(id, Entries.Attempt()) with { At = Entries.Noon.AddMinutes(minute - 100), Agent = agent, ParentAgent = parent, Session = "s" };
        await LedgerFixture.WriteAsync(_folder.Database, Of("a", 1, "main", null), Of("b", 2, "<b>sub", "main"), Of("c", 3, "main", null), Of("d", 4, null, null), Entries.Call("x", Entries.Attempt()) with { Session = "other" });

        var session = (await GetAsync("/api/session?name=s")).Json;

        Assert.Equal(4, session.GetProperty("total").GetProperty("requests").GetInt64());
        Assert.Equal(
            ["main|main||2|a,c", "|||1|d", "<b>sub|<b>sub|main|1|b"],
            session.GetProperty("agents").EnumerateArray().Select(Branch).OrderByDescending(branch => branch.Contains("main|main", StringComparison.Ordinal)).ThenByDescending(branch => branch.StartsWith('|')));
    }

    [Fact]
    public async Task An_unknown_session_is_missing()
    {
        Assert.Equal(404, (await GetAsync("/api/session?name=nobody")).Status);
        Assert.Equal(400, (await GetAsync("/api/session")).Status);
    }

    [Fact]
    public async Task An_agent_is_given_a_name_and_it_is_taken_back()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()) with { Agent = "agent-1f" });

        Assert.Equal(403, (await RenameAsync("""{"key":"agent-1f","name":"planner"}""", token: "wrong")).Status);
        Assert.Equal(["agent-1f agent-1f"], await AgentsAsync());
        Assert.Equal(204, (await RenameAsync("""{"key":"agent-1f","name":" planner "}""")).Status);
        Assert.Equal(["agent-1f planner"], await AgentsAsync());
        Assert.Equal(204, (await RenameAsync("""{"key":"planner","name":""}""")).Status);
        Assert.Equal(["agent-1f agent-1f"], await AgentsAsync());
    }

    [Fact]
    public async Task A_name_that_the_verb_refuses_is_refused_here_too()
    {
        var asked = await RenameAsync($$"""{"key":"agent-1f","name":"{{new string('x', 201)}}"}""");

        Assert.Equal((400, AgentRenaming.Problem(new string('x', 201))), (asked.Status, asked.Problem));
        Assert.Equal(400, (await RenameAsync("""{"name":"x"}""")).Status);
        Assert.Equal(400, (await RenameAsync("{")).Status);
        Assert.False(File.Exists(_folder.Home.AgentNamesPath));
    }

    [Fact]
    public async Task Loops_are_counted_for_the_agent_that_ran_in_them_in_the_time_asked_for()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()) with { Agent = "coder" });
        var alerts = new AlertFile(_folder.Home.AlertsPath, _ => { });
        void Told(string id, string type, string key, double hoursAgo) => alerts.Write(new Alert(id, type, "warning", "m", key, Entries.Noon.AddHours(-hoursAgo), new AlertData()), 100);
        Told("1", AlertTypes.Repetition, "session s, agent coder", 1);
        Told("2", AlertTypes.Velocity, "agent coder", 2);
        Told("3", AlertTypes.TokenExplosion, "agent coder", 2);
        Told("4", AlertTypes.Repetition, "agent other", 2);
        Told("5", AlertTypes.Repetition, "agent coder", 90);

        Assert.Equal(2, (await AskAgentsAsync()).GetProperty("agents")[0].GetProperty("loops").GetInt32());
    }

    private static string Branch(JsonElement agent) =>
        $"{agent.GetProperty("key")}|{agent.GetProperty("name")}|{agent.GetProperty("parent")}|{agent.GetProperty("total").GetProperty("requests")}|{string.Join(',', agent.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()))}";

    private async Task<string[]> AgentsAsync() =>
        [.. (await AskAgentsAsync()).GetProperty("agents").EnumerateArray().Select(agent => $"{agent.GetProperty("key")} {agent.GetProperty("name")}")];

    private async Task<JsonElement> AskAgentsAsync() => (await Asked.GetAsync(Agents().All, "/api/agents", _clock)).Json;

    private AgentPaths Agents() => new(_folder.Database, _folder.Home.AlertsPath, _names, new AgentRenaming(_folder.Home.AgentNamesPath));

    private Task<Asked> RenameAsync(string body, string token = Asked.Token) => Asked.PostAsync(Agents().All, "/api/agents/rename", body, _clock, token);

    private Task<Asked> GetAsync(string path) => Asked.GetAsync(new SessionPaths(_folder.Database, _names).All, path, _clock);
}
