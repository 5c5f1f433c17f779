using System.Globalization;
using System.Text;
using System.Text.Json;
using RelayPlane.Ledger;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Alerts for a person at a terminal.</summary>
internal static class AlertsTable
{
    public static void WriteList(TextWriter output, IReadOnlyList<Alert> alerts)
    {
        if (alerts.Count == 0)
        {
            WriteNone(output);
            return;
        }

        var table = Table("when (UTC)", "type", "posted", "what");
        foreach (var alert in alerts)
        {
            table.AddRow(new Text(Time(alert.At)), new Text(StatsText.Name(alert.Type), Color(alert)), new Text(Posted(alert), alert.Delivered is false ? new Style(Spectre.Console.Color.Red) : Style.Plain), new Text(StatsText.Name(alert.Message)));
        }

        Screen.Of(output).Write(table);
    }

    public static void WriteCounts(TextWriter output, IReadOnlyList<Alert> alerts)
    {
        if (alerts.Count == 0)
        {
            WriteNone(output);
            return;
        }

        var table = Table("type", "alerts", "not delivered", "last (UTC)");
        foreach (var type in ByType(alerts))
        {
            table.AddRow(new Text(StatsText.Name(type.Key)), new Text(StatsText.Count(type.Count())), new Text(StatsText.Count(type.Count(alert => alert.Delivered is false))), new Text(Time(type.Last().At)));
        }

        Screen.Of(output).Write(table);
    }

    public static string CountsJson(IReadOnlyList<Alert> alerts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("total", alerts.Count);
            json.WriteNumber("undelivered", alerts.Count(alert => alert.Delivered is false));
            json.WriteStartObject("byType");
            foreach (var type in ByType(alerts))
            {
                json.WriteNumber(type.Key, type.Count());
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static IEnumerable<IGrouping<string, Alert>> ByType(IReadOnlyList<Alert> alerts) =>
        alerts.GroupBy(alert => alert.Type).OrderByDescending(type => type.Count()).ThenBy(type => type.Key, StringComparer.Ordinal);

    private static void WriteNone(TextWriter output) =>
        output.WriteLine("No alerts. Budgets raise them by themselves; unusual calls do where anomaly.enabled is true in the config.");

    private static string Posted(Alert alert) => alert.Delivered switch { true => "yes", false => "no", null => "–" };

    private static Style Color(Alert alert) => alert.Severity switch
    {
        "critical" => new Style(Spectre.Console.Color.Red),
        "warning" => new Style(Spectre.Console.Color.Yellow),
        _ => Style.Plain,
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Spectre.Console.Color.Grey);
        foreach (var (index, name) in columns.Index())
        {
            var column = new TableColumn(new Text(name));
            table.AddColumn(index < columns.Length - 1 ? column.NoWrap() : column);
        }

        return table;
    }
}
