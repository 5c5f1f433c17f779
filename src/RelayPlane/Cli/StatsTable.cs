using RelayPlane.Ledger;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Statistics for a person at a terminal.</summary>
internal static class StatsTable
{
    /// <summary>Names that are longer than this, two of them together, are broken where numbers would have to go otherwise.</summary>
    private const int NameWidth = 30;

    /// <param name="width">How wide the table may be; as wide as the terminal where it is not said.</param>
    public static void Write(TextWriter output, IReadOnlyList<string> by, string since, Stats stats, string? until = null, int? width = null)
    {
        if (stats.Total.Requests == 0)
        {
            WriteFirstSteps(output, Period(since, until), stats);
            return;
        }

        IAnsiConsole console = Screen.Of(output, width);
        List<(string[] Names, Tally Tally)> rows = [.. stats.Rows.Select(row => (Names(row.Key), row.Tally))];
        if (stats.Rest is { } rest)
        {
            rows.Add(([.. by.Select(_ => "others")], rest));
        }

        int[] longest = [.. by.Select((name, index) => rows.Max(row => Math.Max(name.Length, row.Names[index].Length)))];
        int[] names = [.. longest.Select(own => Math.Min(own, Math.Max(NameWidth / by.Count, NameWidth - (longest.Sum() - own))))];
        IReadOnlyList<StatsColumn> columns = StatsColumns.For(console.Profile.Width, names, [stats.Total, .. rows.Select(row => row.Tally)]);
        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach ((int index, string name) in by.Index())
        {
            table.AddColumn(new TableColumn(new Text(name)).Footer(Bold(index == 0 ? "total" : "")));
        }

        foreach (StatsColumn column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Head)).RightAligned().NoWrap().Footer(Bold(column.Text(stats.Total))));
        }

        foreach ((string[] texts, Tally tally) in rows)
        {
            table.AddRow([.. texts.Select(name => new Text(name)), .. columns.Select(column => new Text(column.Text(tally), new Style(column.Colour?.Invoke(tally))))]);
        }

        console.Write(table);
        WriteNotes(output, Period(since, until), stats);
    }

    private static string[] Names(StatsKey key) =>
        key.Second is { } second ? [StatsText.Name(key.First), StatsText.Name(second)] : [StatsText.Name(key.First)];

    private static Text Bold(string text) => new(text, new Style(decoration: Decoration.Bold));

    private static void WriteNotes(TextWriter output, string period, Stats stats)
    {
        output.WriteLine($"{StatsText.Sum(stats.Total)} {period}.{Others(stats)}");
        if (stats.Total.Estimated > 0)
        {
            output.WriteLine($"~ includes {StatsText.Calls(stats.Total.Estimated)} whose cost had to be estimated.");
        }

        foreach (string line in StatsText.Saved(stats.Total))
        {
            output.WriteLine(line);
        }
    }

    private static void WriteFirstSteps(TextWriter output, string period, Stats stats)
    {
        output.WriteLine($"No calls {period} yet.{Others(stats)}");
        output.WriteLine("Make the first one, which needs no key, while `relayplane start` runs:");
        output.WriteLine();
        output.WriteLine("""  curl http://localhost:4100/v1/messages -H 'content-type: application/json' \""");
        output.WriteLine("""    -d '{"model":"sandbox/claude-haiku-4-5","max_tokens":100,"messages":[{"role":"user","content":"Hello"}]}'""");
    }

    private static string Period(string since, string? until)
    {
        bool isSpan = char.IsAsciiLetter(since[^1]) && since[^1] != 'Z';
        return until is not null ? $"from {Moment(since)} to {Moment(until)}" : isSpan ? $"in the last {since}" : $"since {since}";
    }

    private static string Moment(string text) => char.IsAsciiLetter(text[^1]) && text[^1] != 'Z' ? text + " ago" : text;

    private static string Others(Stats stats) => stats.OtherRequests == 0
        ? ""
        : $" Besides, {StatsText.Count(stats.OtherRequests)} {(stats.OtherRequests == 1 ? "request that runs" : "requests that run")} no model (token counts, model lists, other paths).";
}
