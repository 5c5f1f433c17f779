using RelayPlane.Ledger;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary>Statistics for a person at a terminal.</summary>
internal static class StatsTable
{
    /// <summary>The width for a file or pipe, which has none of its own.</summary>
    private const int PipeWidth = 160;

    public static void Write(TextWriter output, IReadOnlyList<string> by, string since, Stats stats, string? until = null)
    {
        if (stats.Total.Requests == 0)
        {
            WriteFirstSteps(output, Period(since, until), stats);
            return;
        }

        AnsiConsoleOutput target = new(output);
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!target.IsTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        Table table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        Tally total = stats.Total;
        table.AddColumn(new TableColumn(new Text(by[0])).Footer(Bold("total")));
        if (by.Count > 1)
        {
            table.AddColumn(new TableColumn(new Text(by[1])));
        }

        AddNumber(table, "requests", StatsText.Count(total.Requests));
        AddNumber(table, "errors", StatsText.Count(total.Errors));
        AddNumber(table, "tokens in", StatsText.Tokens(total.TokensIn));
        AddNumber(table, "cached", StatsText.Share(total.CacheRead, total.TokensIn));
        AddNumber(table, "tokens out", StatsText.Tokens(total.TokensOut));
        AddNumber(table, "cost", StatsText.Sum(total));
        AddNumber(table, "p50", StatsText.Duration(total.Latency.Percentile(0.5)));
        AddNumber(table, "p95", StatsText.Duration(total.Latency.Percentile(0.95)));
        AddNumber(table, "p99", StatsText.Duration(total.Latency.Percentile(0.99)));
        foreach (StatsRow row in stats.Rows)
        {
            AddRow(table, by.Count > 1 ? [row.Key.First, row.Key.Second ?? ""] : [row.Key.First], row.Tally);
        }

        if (stats.Rest is { } rest)
        {
            AddRow(table, by.Count > 1 ? ["others", "others"] : ["others"], rest);
        }

        console.Write(table);
        WriteNotes(output, Period(since, until), stats);
    }

    private static void AddNumber(Table table, string name, string footer) =>
        table.AddColumn(new TableColumn(new Text(name)).RightAligned().NoWrap().Footer(Bold(footer)));

    private static void AddRow(Table table, string[] names, Tally tally) =>
        table.AddRow(
        [
            .. names.Select(name => new Text(StatsText.Name(name))),
            new Text(StatsText.Count(tally.Requests)),
            new Text(StatsText.Count(tally.Errors), tally.Errors > 0 ? new Style(Color.Red) : Style.Plain),
            new Text(StatsText.Tokens(tally.TokensIn)),
            new Text(StatsText.Share(tally.CacheRead, tally.TokensIn)),
            new Text(StatsText.Tokens(tally.TokensOut)),
            new Text(StatsText.Sum(tally), new Style(tally.Unpriced > 0 ? Color.Yellow : Color.Green)),
            new Text(StatsText.Duration(tally.Latency.Percentile(0.5))),
            new Text(StatsText.Duration(tally.Latency.Percentile(0.95))),
            new Text(StatsText.Duration(tally.Latency.Percentile(0.99))),
        ]);

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
