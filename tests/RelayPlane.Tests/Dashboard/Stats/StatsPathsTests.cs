using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Cli;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;
using RelayPlane.Tests.Cli;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Stats;

public sealed class StatsPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model", "7d", "1h")]
    [InlineData("agent,model", "30h", "90m")]
    [InlineData("session", "7d", "5h")]
    [InlineData("day,status", "3d", "1m")]
    public async Task The_api_says_what_the_verb_prints_to_the_last_digit(string by, string since, string until)
    {
        await LedgerFixture.WriteAsync(_folder.Database, RandomCalls.Make(5, 300, TimeSpan.FromDays(4)));
        using var cli = new CliRun();
        Assert.Equal(ExitCodes.Done, cli.Run(StatsCommand.Create(() => _folder.Home, _clock), "--by", by, "--since", since, "--until", until, "--top", "3", "--json"));

        var asked = await GetAsync($"/api/stats?by={by}&since={since}&until={until}&limit=3");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(cli.Output), JsonNode.Parse(asked.Body)), asked.Body);
    }

    [Fact]
    public void The_groups_of_a_row_stand_in_the_order_in_which_they_were_asked_for()
    {
        var query = new StatsQuery(Entries.Noon, StatsGroup.Route, StatsGroup.Agent) { Until = Entries.Noon.AddHours(1) };
        var stats = new RelayPlane.Ledger.Stats([new StatsRow(new("cheap", "planner"), new Tally())], null, new Tally(), 4);

        var lines = StatsAnswer.Of(query, stats).Write().Split('\n').Select(line => line.Trim()).ToList();

        Assert.Equal(
            ["{", "\"since\": \"2026-11-24T12:00:00Z\",", "\"until\": \"2026-11-24T13:00:00Z\",", "\"zone\": \"UTC\",", "\"by\": \"route,agent\",", "\"rows\": [", "{", "\"key\": \"cheap / planner\",", "\"route\": \"cheap\",", "\"agent\": \"planner\",", "\"requests\": 0,"],
            lines.Take(11));
        Assert.DoesNotContain(lines, line => line.StartsWith("\"rest\"", StringComparison.Ordinal));
        Assert.Equal(["\"p99_ms\": null", "},", "\"other_requests\": 4", "}"], lines.TakeLast(4));
    }

    [Fact]
    public void Every_group_of_a_row_stands_under_its_own_name()
    {
        foreach (var group in Enum.GetValues<StatsGroup>())
        {
            var stats = new RelayPlane.Ledger.Stats([new StatsRow(new("it", null), new Tally())], null, new Tally(), 0);
            Assert.Contains($"\"{group.ToString().ToLowerInvariant()}\": \"it\"", StatsAnswer.Of(new StatsQuery(Entries.Noon, group), stats).Write(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Groups_that_there_are_not_are_told_apart_from_those_there_are()
    {
        var asked = await GetAsync("/api/stats?by=colour");

        Assert.Equal(400, asked.Status);
        Assert.Contains("by is 'colour'; it may be one or two of model, provider,", asked.Problem, StringComparison.Ordinal);
    }

    private Task<Asked> GetAsync(string path) => Asked.GetAsync(new StatsPaths(_folder.Database, new AgentNames(_folder.Home.AgentNamesPath, _clock)).All, path, _clock);
}
