using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Catalog;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing reprice --since T</c>: gives calls of the past the cost that today's table knows for their time. Nothing else ever changes a cost that was written.</summary>
internal static class RepriceCommand
{
    /// <param name="prices">The price book as the gateway would have it; asked when the command runs.</param>
    public static Command Create(Func<string> databasePath, Func<PriceBook> prices, TimeProvider clock)
    {
        Option<string> since = new("--since") { Description = "Calls from then on: 24h, 30d, or a date", Required = true };
        since.Validators.Add(result =>
        {
            if (!SinceText.TryParse(result.GetValue(since) ?? "", clock.GetUtcNow(), clock.LocalTimeZone, out _))
            {
                result.AddError("--since takes 30m, 24h, 7d, 4w or a date like 2026-11-01.");
            }
        });
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would change, and change nothing" };
        Command command = new("reprice", "Price calls of the past anew") { since, dryRun };
        command.SetAction(result =>
        {
            string path = databasePath();
            TextWriter output = result.InvocationConfiguration.Output;
            if (!File.Exists(path))
            {
                output.WriteLine("No calls yet.");
                return ExitCodes.Done;
            }

            _ = SinceText.TryParse(result.GetValue(since)!, clock.GetUtcNow(), clock.LocalTimeZone, out DateTimeOffset from);
            try
            {
                bool dry = result.GetValue(dryRun);
                Repriced done = new Repricing(prices()).Run(path, from, dry);
                output.WriteLine($"{StatsText.Count(done.Changed)} of {StatsText.Count(done.Runs)} priced calls {(dry ? "would change" : "changed")}.");
                output.WriteLine($"Before  {StatsText.Amount(done.Before)} and {StatsText.Count(done.UnpricedBefore)} unpriced");
                output.WriteLine($"{(dry ? "Would be" : "Now    ")} {StatsText.Amount(done.After)} and {StatsText.Count(done.UnpricedAfter)} unpriced");
                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
            {
                result.InvocationConfiguration.Error.WriteLine($"Cannot reprice {path}: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }
}
