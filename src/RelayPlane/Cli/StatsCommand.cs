using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane stats</c>: what the calls of the last days were and cost, read from the database itself, so that no gateway need run.</summary>
internal static class StatsCommand
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(2);

    /// <param name="find">Where the home is; asked when the command runs.</param>
    /// <param name="clock">Says what "the last 7 days" are, and whose days.</param>
    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        StatsOptions options = new(clock);
        Command command = new("stats", "Show requests, tokens, cost and latency, by any one or two of " + string.Join(", ", StatsGroups.Names));
        foreach (Option option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            Home home = find();
            AgentNames names = new(home.AgentNamesPath, clock);
            TextWriter output = result.InvocationConfiguration.Output;
            bool watch = result.GetValue(options.Watch);
            using ShutdownSignal? signal = watch ? new() : null;
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel, signal?.Asked ?? default);
            try
            {
                do
                {
                    if (watch)
                    {
                        Screen.Renew(output);
                    }

                    Write(output, options, result, home.DatabasePath, names);
                    await (watch ? Task.Delay(s_betweenLooks, clock, end.Token) : Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                while (watch && !end.IsCancellationRequested);

                return ExitCodes.Done;
            }
            catch (SqliteException failure)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"Cannot read {home.DatabasePath}: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private static void Write(TextWriter output, StatsOptions options, ParseResult result, string path, AgentNames names)
    {
        StatsQuery query = options.Query(result) with { AgentName = names.Of };
        string[] by = [.. query.By.Select(StatsGroups.Name)];
        Stats stats = new LedgerReader(path).Query(query);
        if (result.GetValue(options.Json))
        {
            output.WriteLine(StatsAnswer.Of(query, stats).Write());
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
