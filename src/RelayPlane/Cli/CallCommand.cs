using System.CommandLine;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Dashboard.Content;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;

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
        Option<bool> content = new("--content") { Description = "Print what was sent and answered instead, where ledger.storeContent kept it" };
        Command command = new("call", "Explain one call: plan, attempts, waits, tokens, rates and the arithmetic of its cost") { id, json, content };
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

                if (parsed.GetValue(content))
                {
                    return Print(new ContentReader(home.ContentPath).Find(call.Id), parsed.GetValue(json), output, error);
                }

                var label = new Labels(home.DatabasePath).Find(call.Id);
                if (parsed.GetValue(json))
                {
                    output.WriteLine(CallAnswer.Of(call, label).Write(explained: true));
                    return ExitCodes.Done;
                }

                foreach (var line in CallText.Of(call, clock.LocalTimeZone, label))
                {
                    output.WriteLine(line);
                }

                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is SqliteException or InvalidDataException)
            {
                error.WriteLine($"Cannot read {(parsed.GetValue(content) ? home.ContentPath : home.DatabasePath)}: {failure.Message}");
                return ExitCodes.Failed;
            }
        });
        return command;
    }

    private static int Print(CallContent? content, bool json, TextWriter output, TextWriter error)
    {
        if (content is null)
        {
            error.WriteLine("Nothing is kept of what was sent and answered in this call. With ledger.storeContent it is, from then on.");
            return ExitCodes.Failed;
        }

        var answer = ContentAnswer.Of(content);
        foreach (var line in json ? [JsonSerializer.Serialize(answer, ContentJson.Default.ContentAnswer)] : CallContentText.Of(answer))
        {
            output.WriteLine(line);
        }

        return ExitCodes.Done;
    }
}
