using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace RelayPlane.Cli;

/// <summary><c>relayplane pricing check</c>: which prices are in force, how old they are, and what the user has put in their place.</summary>
internal static class PricingCheck
{
    public static Command Create(TimeProvider clock, Func<string, string?> environment)
    {
        Option<bool> asJson = new("--json") { Description = "Print JSON for a program" };
        var command = new Command("check", "Tell which prices are in force, and how old they are.") { asJson };
        command.SetAction(parsed =>
        {
            var here = PricesHere.Find(environment);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(asJson))
            {
                output.WriteLine(Json(here, clock.GetUtcNow()));
            }
            else
            {
                Tell(output, here, clock.GetUtcNow());
            }

            return here.Problem is null ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Tell(TextWriter output, PricesHere here, DateTimeOffset now)
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

        if (PricesHere.DaysOld(here.Table, now) is { } days && days > PricesHere.Old.Days)
        {
            output.WriteLine();
            output.WriteLine($"These prices are {days} days old. Fetch newer ones with: relayplane pricing update");
        }
    }

    private static string Json(PricesHere here, DateTimeOffset now)
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
            json.WriteString("problem", here.Problem);
            json.WriteString("licence", here.Table.Licence);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
