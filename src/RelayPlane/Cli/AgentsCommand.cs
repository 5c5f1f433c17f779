using System.CommandLine;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane agents</c>: who called in the last 30 days, and what they are called. A running gateway takes a new name for its next calls.</summary>
internal static class AgentsCommand
{
    private static readonly TimeSpan s_shown = TimeSpan.FromDays(30);

    /// <param name="find">Where the home is; asked when the command runs.</param>
    public static Command Create(Func<Home> find, TimeProvider clock) => new("agents", "Show and name the agents that calls come from.")
    {
        List(find, clock), Rename(find), Forget(find),
    };

    private static Command List(Func<Home> find, TimeProvider clock)
    {
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table." };
        var command = new Command("list", "Show the agents of the last 30 days, with their names.") { asJson };
        command.SetAction(result => Guarded(result, () =>
        {
            var home = find();
            var names = AgentNamesFile.Read(home.AgentNamesPath);
            var stats = new LedgerReader(home.DatabasePath).Query(new StatsQuery(clock.GetUtcNow() - s_shown, StatsGroup.Agent) { AgentName = key => names.GetValueOrDefault(key, key) });
            var agents = AgentLine.Of(stats.Rows, names);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(asJson))
            {
                output.WriteLine(AgentsText.Json(agents));
            }
            else
            {
                AgentsText.Table(output, agents);
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Rename(Func<Home> find)
    {
        var key = new Argument<string>("KEY") { Description = "An agent as list shows it, or the name it has." };
        var name = new Argument<string>("NAME") { Description = "What it is to be called." };
        var command = new Command("rename", "Give an agent a name.") { key, name };
        command.SetAction(result => Guarded(result, () =>
        {
            var home = find();
            var wanted = result.GetValue(name)!.Trim();
            if (AgentRenaming.Problem(wanted) is { } problem)
            {
                result.InvocationConfiguration.Error.WriteLine(problem);
                return ExitCodes.Failed;
            }

            home.Create();
            var keys = new AgentRenaming(home.AgentNamesPath).Rename(result.GetValue(key)!, wanted);
            result.InvocationConfiguration.Output.WriteLine($"{string.Join(", ", keys)} is called {wanted} from its next call on.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Forget(Func<Home> find)
    {
        var key = new Argument<string>("KEY") { Description = "An agent's key, or its name." };
        var command = new Command("forget", "Take an agent's name away again; its calls stay.") { key };
        command.SetAction(result => Guarded(result, () =>
        {
            var keys = new AgentRenaming(find().AgentNamesPath).Forget(result.GetValue(key)!);
            if (keys.Count == 0)
            {
                result.InvocationConfiguration.Error.WriteLine($"{result.GetValue(key)} has no name to forget. See: relayplane agents list");
                return ExitCodes.Failed;
            }

            result.InvocationConfiguration.Output.WriteLine($"{string.Join(", ", keys)} has no name any more.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static int Guarded(ParseResult result, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception failure) when (failure is SqliteException or JsonException or IOException or UnauthorizedAccessException)
        {
            result.InvocationConfiguration.Error.WriteLine(failure.Message);
            return ExitCodes.Failed;
        }
    }
}
