using System.CommandLine;
using RelayPlane.Dashboard;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane budget reset</c>: lets budgets count anew from now on.</summary>
internal static class BudgetResetCommand
{
    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        (Option<bool> Option, BudgetPeriod Period)[] periods =
        [
            (new Option<bool>("--hourly") { Description = "The budgets of the hour." }, BudgetPeriod.Hour),
            (new Option<bool>("--daily") { Description = "The budgets of the day." }, BudgetPeriod.Day),
            (new Option<bool>("--weekly") { Description = "The budgets of the week." }, BudgetPeriod.Week),
            (new Option<bool>("--monthly") { Description = "The budgets of the month." }, BudgetPeriod.Month),
            (new Option<bool>("--session") { Description = "The caps of sessions." }, BudgetPeriod.Session),
        ];
        (Option<string> Option, BudgetScope Scope)[] whose =
        [
            (new Option<string>("--agent") { Description = "Of this agent alone." }, BudgetScope.Agent),
            (new Option<string>("--client") { Description = "Of this client alone." }, BudgetScope.Client),
            (new Option<string>("--model") { Description = "Of this model alone." }, BudgetScope.Model),
            (new Option<string>("--session-id") { Description = "Of this session alone." }, BudgetScope.Session),
        ];
        var all = new Option<bool>("--all") { Description = "All of them." };
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table." };
        var command = new Command("reset", "Let budgets count anew from now on. What was spent stays in the ledger.") { all, asJson };
        foreach (var option in periods.Select(one => (Option)one.Option).Concat(whose.Select(one => one.Option)))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var asked = periods.Where(one => parsed.GetValue(all) || parsed.GetValue(one.Option)).Select(one => one.Period).ToList();
            var scopes = whose.Where(one => parsed.GetValue(one.Option) is not null).ToList();
            if (asked.Count == 0 || scopes.Count > 1)
            {
                await error.WriteLineAsync("Say which: --hourly, --daily, --weekly, --monthly, --session or --all, and at most one of --agent, --client, --model and --session-id.");
                return ExitCodes.Usage;
            }

            var ask = scopes is [var (option, scope)] ? new ResetAsk(asked, scope, parsed.GetValue(option)) : new ResetAsk(asked);
            var home = find();
            if (!await ResetAsync(home, ask, clock, error, cancel))
            {
                return ExitCodes.Failed;
            }

            BudgetCommand.Print(output, await BudgetCommand.AnswerAsync(home, clock, error.WriteLine, cancel), parsed.GetValue(asJson));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<bool> ResetAsync(Home home, ResetAsk ask, TimeProvider clock, TextWriter error, CancellationToken cancel)
    {
        if (RunningFile.Read(home.PidPath) is { } running && await RunningGateway.IsUpAsync(running, cancel))
        {
            if (await RunningGateway.ResetBudgetsAsync(running, ask, cancel))
            {
                return true;
            }

            await error.WriteLineAsync("The running gateway did not reset anything.");
            return false;
        }

        try
        {
            var now = clock.GetUtcNow();
            home.Create();
            BudgetResets.Read(home.BudgetsPath, error.WriteLine).With(ask.At(now), now).Write(home.BudgetsPath);
            return true;
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{home.BudgetsPath} cannot be written: {thrown.Message}");
            return false;
        }
    }
}
