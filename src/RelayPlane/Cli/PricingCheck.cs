using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing check</c>: which prices are in force, how old they are, what the user has put in their place, and which models were called without any.</summary>
internal static class PricingCheck
{
    /// <summary>How far back it looks for models without a price.</summary>
    private static readonly TimeSpan s_lookedAt = TimeSpan.FromDays(30);

    public static Command Create(TimeProvider clock, Func<string, string?> environment)
    {
        Option<bool> asJson = new("--json") { Description = "Print JSON for a program" };
        var command = new Command("check", "Tell which prices are in force, and how old they are.") { asJson };
        command.SetAction(parsed =>
        {
            var here = PricesHere.Find(environment);
            var output = parsed.InvocationConfiguration.Output;
            var now = clock.GetUtcNow();
            try
            {
                var unpriced = Unpriced(Home.Find(environment).DatabasePath, now);
                if (parsed.GetValue(asJson))
                {
                    output.WriteLine(Json(here, unpriced, now));
                }
                else
                {
                    Tell(output, here, unpriced, now);
                }

                return here.Problem is null ? ExitCodes.Done : ExitCodes.Failed;
            }
            catch (SqliteException failure)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"Cannot read the ledger: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    /// <summary>The models of recent calls whose cost is unknown.</summary>
    private static List<StatsRow> Unpriced(string ledger, DateTimeOffset now) =>
        [.. new LedgerReader(ledger).Query(new StatsQuery(now - s_lookedAt, StatsGroup.Provider, StatsGroup.Model)).Rows.Where(row => row.Tally.Unpriced > 0)];

    private static void Tell(TextWriter output, PricesHere here, List<StatsRow> unpriced, DateTimeOffset now)
    {
        var models = here.Table.Providers.Sum(id => here.Table.Find(id)!.Models.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"In force    {(here.Book.Downloaded is null ? "the table that is built in" : here.Path)}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Holds       {here.Table.Providers.Count} providers, {models:N0} models"));
        output.WriteLine($"Date        {here.Table.Date ?? "unknown"}");
        output.WriteLine($"Your own    {(here.Own.Rows.Count == 0 ? "none" : string.Join(", ", here.Own.Rows.Select(row => row.Provider is null ? row.Pattern : $"{row.Provider}/{row.Pattern}")))}");
        if (here.Problem is { } problem)
        {
            output.WriteLine($"Problem     {problem}");
        }

        if (unpriced.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Called in the last 30 days without a price, so in no sum of dollars:");
            foreach (var row in unpriced)
            {
                output.WriteLine($"  {StatsText.Name(row.Key.First)}/{StatsText.Name(row.Key.Second ?? "")}  {StatsText.Count(row.Tally.Unpriced)} {(row.Tally.Unpriced == 1 ? "time" : "times")}");
            }

            output.WriteLine("Give them one under models.NAME.price in the config; the past then takes it with: relayplane pricing reprice --since 30d");
        }

        if (PricesHere.DaysOld(here.Table, now) is { } days && days > PricesHere.Old.Days)
        {
            output.WriteLine();
            output.WriteLine($"These prices are {days} days old. Fetch newer ones with: relayplane pricing update");
        }
    }

    private static string Json(PricesHere here, List<StatsRow> unpriced, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("table", here.Book.Downloaded is null ? "embedded" : here.Path);
            json.WriteString("date", here.Table.Date);
            var days = PricesHere.DaysOld(here.Table, now);
            if (days is { } old)
            {
                json.WriteNumber("days_old", old);
            }

            json.WriteBoolean("is_old", days > PricesHere.Old.Days);
            json.WriteNumber("providers", here.Table.Providers.Count);
            json.WriteStartArray("own");
            foreach (var row in here.Own.Rows)
            {
                json.WriteStringValue(row.Provider is null ? row.Pattern : $"{row.Provider}/{row.Pattern}");
            }

            json.WriteEndArray();
            json.WriteStartArray("unpriced");
            foreach (var row in unpriced)
            {
                json.WriteStartObject();
                json.WriteString("provider", row.Key.First);
                json.WriteString("model", row.Key.Second);
                json.WriteNumber("attempts", row.Tally.Unpriced);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("problem", here.Problem);
            json.WriteString("licence", here.Table.Licence);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
