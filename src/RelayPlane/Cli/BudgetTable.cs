using System.Globalization;
using RelayPlane.Dashboard;
using RelayPlane.Admission.Budgets;
using RelayPlane.Metering;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>How budgets stand, for a person at a terminal.</summary>
internal static class BudgetTable
{
    public static void Write(TextWriter output, BudgetsAnswer answer)
    {
        if (!answer.Enabled)
        {
            output.WriteLine("No budget holds. Set one with: relayplane budget set --daily 5, or switch those of the config on again: relayplane budget set --on");
            return;
        }

        var console = Screen.Of(output);
        console.Write(Table(answer));
        console.WriteLine();
        var windows = answer.Window == "rolling" ? "Windows roll along." : $"Windows follow the calendar of {answer.TimeZone}.";
        output.WriteLine(answer.Waiting > 0 ? $"{windows} {answer.Waiting} {(answer.Waiting == 1 ? "call waits" : "calls wait")} for others to settle." : windows);
        if (answer.Unpriced > 0)
        {
            output.WriteLine($"Not counted in dollars: {StatsText.Count(answer.Unpriced)} unpriced {(answer.Unpriced == 1 ? "call" : "calls")} since the start.");
        }
    }

    private static Table Table(BudgetsAnswer answer)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("budget");
        foreach (var name in new[] { "spent", "reserved", "of", "used" })
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("resets").NoWrap());
        table.AddColumn("beyond it");
        foreach (var line in answer.Budgets)
        {
            var each = line.ResetsAt is null && line.Key.EndsWith("perRequestUsd", StringComparison.Ordinal);
            table.AddRow(
                new Text(StatsText.Name(line.Of is { } of && !line.Name.Contains(of, StringComparison.OrdinalIgnoreCase) ? $"{line.Name} {of}" : line.Name)),
                new Text(each ? "–" : Amount(line, line.Spent)),
                new Text(each ? "–" : Amount(line, line.Reserved)),
                new Text(Amount(line, line.Limit)),
                new Text(each ? "–" : line.Percent.ToString("0", CultureInfo.InvariantCulture) + " %", line.Percent >= 100 ? new Style(Color.Red) : Style.Plain),
                new Text(line.ResetsAt is { } at ? at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) : "–"),
                new Text(line.OnBreach.ToString().ToLowerInvariant()));
        }

        return table;
    }

    private static string Amount(BudgetLine line, decimal amount) =>
        line.Unit == BudgetUnit.Usd ? StatsText.Amount(Money.FromUsd(amount)) : StatsText.Tokens((long)amount);
}
