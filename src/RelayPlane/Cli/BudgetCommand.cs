using System.CommandLine;
using RelayPlane.Dashboard;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane budget status|set|reset</c>: what may be spent, what was, and how to change it while the gateway runs.</summary>
internal static class BudgetCommand
{
    public static Command Create(Func<Home> find, TimeProvider clock) => new("budget", "Show and change what may be spent.")
    {
        Status(find, clock),
        BudgetSetCommand.Create(find, clock),
        BudgetResetCommand.Create(find, clock),
    };

    /// <summary>How budgets stand: as the running gateway says, else by the config and the ledger.</summary>
    public static async Task<BudgetsAnswer> AnswerAsync(Home home, TimeProvider clock, Action<string> notice, CancellationToken cancel)
    {
        if (RunningFile.Read(home.PidPath) is { } running && await RunningGateway.BudgetsAsync(running, cancel) is { } answer)
        {
            return answer;
        }

        return Stopped(home, clock, notice);
    }

    /// <summary>By the config as it is in the file, and the ledger.</summary>
    public static BudgetsAnswer Stopped(Home home, TimeProvider clock, Action<string> notice)
    {
        var terms = BudgetTermsFrom.Config(ConfigFile.Load(home.ConfigPath).Config);
        return BudgetsAnswer.Of(terms, BudgetBooks.Open(home, terms, clock, notice).Report(terms), clock.GetUtcNow());
    }

    public static void Print(TextWriter output, BudgetsAnswer answer, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(answer.Write());
        }
        else
        {
            BudgetTable.Write(output, answer);
        }
    }

    private static Command Status(Func<Home> find, TimeProvider clock)
    {
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table." };
        var command = new Command("status", "Show every budget: spent, reserved, and when it resets.") { asJson };
        command.SetAction(async (parsed, cancel) =>
        {
            var home = find();
            if (ConfigFile.Load(home.ConfigPath).Problems.Count > 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{home.ConfigPath} has problems; see: relayplane config check");
            }

            Print(parsed.InvocationConfiguration.Output, await AnswerAsync(home, clock, parsed.InvocationConfiguration.Error.WriteLine, cancel), parsed.GetValue(asJson));
            return ExitCodes.Done;
        });
        return command;
    }
}
