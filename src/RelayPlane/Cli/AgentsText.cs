using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Agents for a person, and for a program.</summary>
internal static class AgentsText
{
    public static void Table(TextWriter output, IReadOnlyList<AgentLine> agents)
    {
        if (agents.Count == 0)
        {
            output.WriteLine("No agent has called in the last 30 days.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn(new Text("agent")));
        table.AddColumn(new TableColumn(new Text("key")));
        table.AddColumn(new TableColumn(new Text("calls, 30 days")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn(new Text("cost")).RightAligned().NoWrap());
        foreach (var agent in agents)
        {
            table.AddRow(new Text(StatsText.Name(agent.Name)), new Text(StatsText.Name(string.Join(", ", agent.Keys))), new Text(StatsText.Count(agent.Tally.Requests)), new Text(StatsText.Sum(agent.Tally)));
        }

        Screen.Of(output).Write(table);
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
                json.WriteNumber("requests", agent.Tally.Requests);
                if (agent.Tally.Cost is { } cost)
                {
                    json.WriteNumber("cost_usd", cost.Usd);
                }
                else
                {
                    json.WriteNull("cost_usd");
                }

                json.WriteNumber("unpriced", agent.Tally.Unpriced);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
