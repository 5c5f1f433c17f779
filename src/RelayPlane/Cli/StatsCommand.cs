using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane stats</c>: what the calls of the last days were and cost, read from the database itself, so that no gateway need run.</summary>
internal static class StatsCommand
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(2);

    /// <param name="databasePath">Where <c>data.db</c> is; asked when the command runs.</param>
    /// <param name="clock">Says what "the last 7 days" are, and whose days.</param>
    public static Command Create(Func<string> databasePath, TimeProvider clock)
    {
        StatsOptions options = new(clock);
        Command command = new("stats", "Show requests, tokens, cost and latency, by any one or two of " + string.Join(", ", StatsGroups.Names));
        foreach (Option option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            string path = databasePath();
            TextWriter output = result.InvocationConfiguration.Output;
            try
            {
                if (!result.GetValue(options.Watch))
                {
                    Write(output, options, result, path);
                    return 0;
                }

                while (!cancel.IsCancellationRequested)
                {
                    output.Write(Console.IsOutputRedirected ? "" : "\u001b[H\u001b[2J\u001b[3J");
                    Write(output, options, result, path);
                    await Task.Delay(s_betweenLooks, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                return 0;
            }
            catch (SqliteException failure)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"Cannot read {path}: {failure.Message}");
                return 1;
            }
        });
        return command;
    }

    private static void Write(TextWriter output, StatsOptions options, ParseResult result, string path)
    {
        StatsQuery query = options.Query(result);
        string[] by = [.. query.By.Select(StatsGroups.Name)];
        Stats stats = new LedgerReader(path).Query(query);
        if (result.GetValue(options.Json))
        {
            output.WriteLine(StatsJson.Write(query, stats));
        }
        else if (result.GetValue(options.Csv))
        {
            StatsCsv.Write(output, by, stats);
        }
        else
        {
            StatsTable.Write(output, by, result.GetValue(options.Since)!, stats, result.GetValue(options.Until));
        }
    }
}
