using System.CommandLine;
using System.CommandLine.Parsing;

namespace RelayPlane.Cli;

/// <summary>Where the process begins: no verb means <c>start</c>, and bad usage exits 2.</summary>
internal static class Entry
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args.Length == 0 ? ["start"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            var verbs = new List<string>();
            for (var verb = parsed.CommandResult; verb.Parent is CommandResult parent; verb = parent)
            {
                verbs.Insert(0, verb.Command.Name);
            }

            await Console.Error.WriteLineAsync($"See {string.Join(' ', verbs.Prepend("relayplane"))} --help.");
            return ExitCodes.Usage;
        }

        // The verbs handle their own signals: a first Ctrl-C lets open calls end.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
