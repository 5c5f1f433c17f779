using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RelayPlane.Config;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane alerts list|counts|test</c>: what the gateway warned of, read from the history itself, so that no gateway need run.</summary>
internal static class AlertsCommand
{
    private const int Usual = 20;

    /// <param name="find">Where the home is; asked when the command runs.</param>
    public static Command Create(Func<Home> find, Func<string, string?> environment, TimeProvider clock) =>
        new("alerts", "Show what the gateway warned of, and try the webhooks.") { List(find), Counts(find), AlertsTest.Create(find, environment, clock) };

    private static Command List(Func<Home> find)
    {
        var most = new Argument<int>("n") { Description = "How many of the last ones", DefaultValueFactory = _ => Usual };
        most.Validators.Add(result =>
        {
            // A word that is no number is told by the parser itself.
            if (result.Tokens is [{ Value: var word }] && int.TryParse(word, CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                result.AddError("At least one alert can be listed.");
            }
        });
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table" };
        var command = new Command("list", "Show the last alerts, the newest first.") { most, asJson };
        command.Aliases.Add("recent");
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            IReadOnlyList<Alert> last = [.. AlertFile.Read(find().AlertsPath).Reverse().Take(parsed.GetValue(most))];
            if (parsed.GetValue(asJson))
            {
                output.WriteLine(JsonSerializer.Serialize(last, AlertJson.Default.IReadOnlyListAlert));
            }
            else
            {
                AlertsTable.WriteList(output, last);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Counts(Func<Home> find)
    {
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table" };
        var command = new Command("counts", "Count the alerts that are kept, by type.") { asJson };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var alerts = AlertFile.Read(find().AlertsPath);
            if (parsed.GetValue(asJson))
            {
                output.WriteLine(AlertsTable.CountsJson(alerts));
            }
            else
            {
                AlertsTable.WriteCounts(output, alerts);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
