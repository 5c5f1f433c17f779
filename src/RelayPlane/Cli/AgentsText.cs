using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Agents for a person, and for a program.</summary>
internal static class AgentsText
{
    private const int PipeWidth = 160;

    public static void Table(TextWriter output, IReadOnlyList<AgentLine> agents)
    {
        if (agents.Count == 0)
        {
            output.WriteLine("No agent has called in the last 30 days.");
            return;
        }

        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!target.IsTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn(new Text("agent")));
        table.AddColumn(new TableColumn(new Text("key")));
        table.AddColumn(new TableColumn(new Text("calls, 30 days")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn(new Text("cost")).RightAligned().NoWrap());
        foreach (var agent in agents)
        {
            table.AddRow(new Text(StatsText.Name(agent.Name)), new Text(StatsText.Name(string.Join(", ", agent.Keys))), new Text(StatsText.Count(agent.Requests)), new Text(Cost(agent)));
        }

        console.Write(table);
        output.WriteLine("Name one with: relayplane agents rename KEY NAME");
    }

    public static string Json(IReadOnlyList<AgentLine> agents)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var agent in agents)
            {
                json.WriteStartObject();
                json.WriteString("name", agent.Name);
                json.WriteStartArray("keys");
                foreach (var key in agent.Keys)
                {
                    json.WriteStringValue(key);
                }

                json.WriteEndArray();
                json.WriteNumber("requests", agent.Requests);
                json.WriteNumber("cost_usd", agent.Cost.Usd);
                json.WriteNumber("unpriced", agent.Unpriced);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Cost(AgentLine agent) =>
        StatsText.Amount(agent.Cost) + (agent.Unpriced > 0 ? $" and {StatsText.Count(agent.Unpriced)} unpriced" : string.Empty);
}
