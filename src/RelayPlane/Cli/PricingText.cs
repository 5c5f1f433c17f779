using System.Globalization;
using System.Text;
using RelayPlane.Catalog;

namespace RelayPlane.Cli;

/// <summary>A model's price for a person: one column for each time and size of input, the one in force marked.</summary>
internal static class PricingText
{
    public static string Write(PricedModel model, DateTimeOffset at, PriceTable table)
    {
        var active = model.EntryAt(at);
        var columns = model.Entries.SelectMany(entry => entry.Tariffs.Select(tariff => (Head: Head(entry, tariff, entry == active), Tariff: tariff))).ToList();
        var lines = new List<string[]> { (string[])["US dollars per million tokens", .. columns.Select(column => column.Head)] };
        lines.AddRange(Rows(PriceClasses.Tokens, columns, string.Empty));
        lines.AddRange(Rows(PriceClasses.Units, columns, "per "));

        var text = new StringBuilder();
        var provider = columns.Count > 0 ? columns[0].Tariff.Provider : "unknown";
        text.AppendLine(CultureInfo.InvariantCulture, $"{model.Id} at {provider}");
        text.AppendLine();
        if (columns.Count == 0)
        {
            text.AppendLine("It does not charge by tokens, and what it charges by is not counted here: its calls are unpriced.");
        }
        else
        {
            Align(text, lines);
        }

        text.AppendLine();
        if (model.MaxOutput is { } most)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"It writes at most {most:N0} tokens. A class without a rate costs what its parent costs.");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Source: {model.Source ?? "unknown"}. Table: {table.Date ?? "of unknown date"}.");
        text.Append(table.Licence);
        return text.ToString().TrimEnd();
    }

    private static string Head(PriceEntry entry, Tariff tariff, bool isActive)
    {
        var parts = new List<string>();
        if (entry.From is { } day)
        {
            parts.Add($"since {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        }

        if (entry.Hours is var (from, to))
        {
            parts.Add($"{from.ToString("HH:mm", CultureInfo.InvariantCulture)}–{to.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC");
        }

        if (tariff.Above is { } above)
        {
            parts.Add($"input above {above.ToString("N0", CultureInfo.InvariantCulture)}");
        }

        return (parts.Count == 0 ? "always" : string.Join(", ", parts)) + (isActive ? " *" : string.Empty);
    }

    private static IEnumerable<string[]> Rows(IReadOnlyList<PriceClass> classes, List<(string Head, Tariff Tariff)> columns, string before) =>
        from one in classes
        where columns.Any(column => one.Of(column.Tariff.Rates) is not null)
        select (string[])[before + one.Words, .. columns.Select(column => one.Of(column.Tariff.Rates) is { } rate ? "$" + rate.ToString("0.00########", CultureInfo.InvariantCulture) : "–")];

    private static void Align(StringBuilder text, List<string[]> lines)
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            text.Append(line[0].PadRight(widths[0]));
            for (var column = 1; column < line.Length; column++)
            {
                text.Append("  ").Append(line[column].PadLeft(widths[column]));
            }

            text.AppendLine();
        }

        text.AppendLine("* in force at the time that was asked for");
    }
}
