using System.CommandLine;
using Microsoft.Data.Sqlite;
using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary><c>relayplane call ID</c>: explains one call, from who made it to the last nano-dollar of what it cost.</summary>
internal static class CallCommand
{
    /// <param name="find">Where the home is; asked when the command runs.</param>
    /// <param name="clock">Says in which time zone times are shown.</param>
    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        Argument<string> id = new("id") { Description = "The call's id as its reply carried it, the beginning of one, or: last" };
        Option<bool> json = new("--json") { Description = "Print JSON for a program" };
        Command command = new("call", "Explain one call: plan, attempts, waits, tokens, rates and the arithmetic of its cost") { id, json };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var home = find();
            try
            {
                var found = CallSearch.Of(parsed.GetValue(id)!, new CallsReader(home.DatabasePath, new AgentNames(home.AgentNamesPath, clock).Of));
                if (found.Call is not { } call)
                {
                    error.WriteLine(found.Trouble);
                    return ExitCodes.Failed;
                }

                if (parsed.GetValue(json))
                {
                    output.WriteLine(CallAnswer.Of(call).Write(explained: true));
                    return ExitCodes.Done;
                }

                foreach (var line in CallText.Of(call, clock.LocalTimeZone))
                {
                    output.WriteLine(line);
                }

                return ExitCodes.Done;
            }
            catch (SqliteException failure)
            {
                error.WriteLine($"Cannot read {home.DatabasePath}: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }
}
