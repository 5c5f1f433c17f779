using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RelayPlane.Dashboard;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane budget set</c>: writes amounts into the config, which a running gateway takes up by itself, and says what holds now.</summary>
internal static class BudgetSetCommand
{
    /// <summary>A running gateway looks at the file once a second.</summary>
    private const int MostLooks = 30;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        (Option<string> Option, string Key)[] amounts =
        [
            (Amount("--daily", "dollars a day"), "dailyUsd"), (Amount("--hourly", "dollars an hour"), "hourlyUsd"), (Amount("--weekly", "dollars a week"), "weeklyUsd"),
            (Amount("--monthly", "dollars a month"), "monthlyUsd"), (Amount("--per-request", "dollars for one call"), "perRequestUsd"), (Amount("--session", "dollars for each session"), "sessionCapUsd"),
            (Amount("--daily-tokens", "tokens a day"), "dailyTokens"), (Amount("--hourly-tokens", "tokens an hour"), "hourlyTokens"),
        ];
        var breach = new Option<string>("--on-breach") { Description = "What a call beyond it meets." };
        breach.AcceptOnlyFromAmong("block", "warn", "downgrade", "alert");
        var to = new Option<string>("--downgrade-to") { Description = "The model that calls beyond it go to." };
        (Option<string> Option, string Section)[] whose =
        [
            (new Option<string>("--agent") { Description = "Set it for this agent alone; * stands for anything." }, "agents"),
            (new Option<string>("--client") { Description = "Set it for this client alone." }, "clients"),
            (new Option<string>("--model") { Description = "Set it for this model alone." }, "models"),
        ];
        var off = new Option<bool>("--off") { Description = "Switch all budgets off, and keep their amounts." };
        var on = new Option<bool>("--on") { Description = "Switch them on again." };
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table." };
        var command = new Command("set", "Change budgets in the config; a running gateway follows within a second.") { breach, to, off, on, asJson };
        foreach (var option in amounts.Select(one => one.Option).Concat(whose.Select(one => one.Option)))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var scope = whose.Where(one => parsed.GetValue(one.Option) is not null).Select(one => (string[])["budget", one.Section, parsed.GetValue(one.Option)!]).ToList();
            List<(IReadOnlyList<string> Path, string? Json)> values = [];
            string[] at = scope.Count > 0 ? scope[0] : ["budget"];
            values.AddRange(amounts.Where(one => parsed.GetValue(one.Option) is not null).Select(one => ((IReadOnlyList<string>)[.. at, one.Key], Json(parsed.GetValue(one.Option)!))));
            Text(breach, "onBreach");
            Text(to, "downgradeTo");
            if (parsed.GetValue(off) || parsed.GetValue(on))
            {
                values.Add((["budget", "enabled"], parsed.GetValue(on) ? "true" : "false"));
            }

            var error = parsed.InvocationConfiguration.Error;
            if (values.Count == 0 || scope.Count > 1 || (parsed.GetValue(off) && parsed.GetValue(on)))
            {
                await error.WriteLineAsync(values.Count == 0 ? "Nothing to set. Give an amount, such as --daily 5; see relayplane budget set --help." : "Give only one of --agent, --client and --model, and only one of --on and --off.");
                return ExitCodes.Usage;
            }

            var home = find();
            if (ConfigEdit.Apply(home.ConfigPath, values) is { Count: > 0 } problems)
            {
                await error.WriteLineAsync($"{home.ConfigPath} is unchanged: {string.Join(" ", problems)}");
                return ExitCodes.Usage;
            }

            await TellAsync(home, clock, parsed.InvocationConfiguration, parsed.GetValue(asJson), cancel);
            return ExitCodes.Done;

            void Text(Option<string> option, string key)
            {
                if (parsed.GetValue(option) is { } text)
                {
                    values.Add(([.. at, key], $"\"{JsonEncodedText.Encode(text)}\""));
                }
            }
        });
        return command;
    }

    /// <summary>Says what holds, once the running gateway has taken it up.</summary>
    private static async Task TellAsync(Home home, TimeProvider clock, InvocationConfiguration console, bool asJson, CancellationToken cancel)
    {
        var written = BudgetCommand.Stopped(home, clock, console.Error.WriteLine);
        var running = RunningFile.Read(home.PidPath);
        var answer = running is null ? null : await RunningGateway.BudgetsAsync(running, cancel);
        for (var look = 0; answer is not null && !Same(answer, written) && look < MostLooks; look++)
        {
            await Task.Delay(s_look, clock, cancel);
            answer = await RunningGateway.BudgetsAsync(running!, cancel);
        }

        if (!asJson)
        {
            await console.Output.WriteLineAsync(answer is null ? $"Written to {home.ConfigPath}. No gateway is running." : Same(answer, written) ? "The running gateway has taken it up." : "Written, but the running gateway has not taken it up; see relayplane status.");
        }

        BudgetCommand.Print(console.Output, answer ?? written, asJson);
    }

    private static bool Same(BudgetsAnswer one, BudgetsAnswer other) =>
        (one.Enabled, one.Window, one.TimeZone, one.Terms) == (other.Enabled, other.Window, other.TimeZone, other.Terms);

    private static Option<string> Amount(string name, string of)
    {
        var option = new Option<string>(name) { Description = $"So many {of}; \"none\" for no such budget.", HelpName = "amount" };
        option.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (text is not null && text != "none" && !decimal.TryParse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"{name} takes an amount such as 5 or 2.50, or none, not '{text}'.");
            }
        });
        return option;
    }

    private static string? Json(string text) =>
        text == "none" ? null : decimal.Parse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
