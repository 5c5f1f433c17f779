using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane stats</c>: what the calls of the last days were and cost, read from the database itself, so that no gateway need run.</summary>
internal static class StatsCommand
{
    private static readonly string[] Groups = ["model", "provider", "day", "status", "agent", "session"];

    /// <param name="databasePath">Where <c>data.db</c> is; asked when the command runs.</param>
    /// <param name="clock">Says what "the last 7 days" are.</param>
    public static Command Create(Func<string> databasePath, TimeProvider clock)
    {
        Option<string> since = new("--since") { Description = "How far back: 30m, 24h, 7d, 4w, or a UTC date", DefaultValueFactory = _ => "7d" };
        since.Validators.Add(result =>
        {
            string text = result.GetValue(since) ?? "";
            if (!SinceText.TryParse(text, clock.GetUtcNow(), out _))
            {
                result.AddError($"--since takes 30m, 24h, 7d, 4w or a date like 2026-11-01, not '{text}'.");
            }
        });
        Option<string> by = new("--by") { Description = "What a row stands for", DefaultValueFactory = _ => "model" };
        by.AcceptOnlyFromAmong(Groups);
        Option<bool> json = new("--json") { Description = "Print JSON for a program instead of a table" };

        Command command = new("stats", "Show requests, tokens, cost and latency") { since, by, json };
        command.SetAction(result =>
        {
            _ = SinceText.TryParse(result.GetValue(since)!, clock.GetUtcNow(), out DateTimeOffset from);
            StatsQuery query = new(from, (StatsGroup)Array.IndexOf(Groups, result.GetValue(by)));
            string path = databasePath();
            try
            {
                Stats stats = new LedgerReader(path).Query(query);
                TextWriter output = result.InvocationConfiguration.Output;
                if (result.GetValue(json))
                {
                    output.WriteLine(StatsJson.Write(query, Groups[(int)query.By], stats));
                }
                else
                {
                    StatsTable.Write(output, Groups[(int)query.By], result.GetValue(since)!, stats);
                }

                return 0;
            }
            catch (SqliteException failure)
            {
                result.InvocationConfiguration.Error.WriteLine($"Cannot read {path}: {failure.Message}");
                return 1;
            }
        });
        return command;
    }
}
