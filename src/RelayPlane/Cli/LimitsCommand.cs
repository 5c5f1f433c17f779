using System.CommandLine;
using System.Text.Json;
using RelayPlane.Dashboard;
using RelayPlane.Config;
using RelayPlane.Hosting;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary><c>relayplane limits</c>: the limits that the running gateway has learned, and how near calls are to them.</summary>
internal static class LimitsCommand
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromSeconds(1);

    /// <param name="find">Where the home is; asked when the command runs.</param>
    public static Command Create(Func<Home> find, TimeProvider clock)
    {
        var watch = new Option<bool>("--watch", "-w") { Description = "Draw it anew every second, until Ctrl-C." };
        var asJson = new Option<bool>("--json") { Description = "Print JSON for a program instead of a table." };
        var command = new Command("limits", "Show the learned limits of each key, how near calls are to them, and what waits.") { watch, asJson };
        command.SetAction(async (parsed, cancel) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var signal = parsed.GetValue(watch) ? new ShutdownSignal() : null;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, signal?.Asked ?? CancellationToken.None);
            var home = find();
            while (true)
            {
                var text = RunningFile.Read(home.PidPath) is { } running ? await RunningGateway.LimitsAsync(running, end.Token) : null;
                if (end.IsCancellationRequested)
                {
                    return ExitCodes.Done;
                }

                if (text is null || Parse(text) is not { } answer)
                {
                    await output.WriteLineAsync(parsed.GetValue(asJson) ? "{\"status\":\"stopped\"}" : "No gateway is running, and limits are known to a running one only. Start it with: relayplane start");
                    return ExitCodes.Failed;
                }

                if (parsed.GetValue(asJson))
                {
                    await output.WriteLineAsync(text);
                }
                else
                {
                    Draw(output, answer, parsed.GetValue(watch));
                }

                if (!parsed.GetValue(watch) || !await NextAsync(clock, end.Token))
                {
                    return ExitCodes.Done;
                }
            }
        });
        return command;
    }

    private static void Draw(TextWriter output, LimitsAnswer answer, bool over)
    {
        if (over)
        {
            Screen.Renew(output);
        }

        var console = Screen.Of(output);
        console.Write(LimitsTable.Of(answer));
        console.WriteLine();
    }

    /// <returns>False where it is to end.</returns>
    private static async Task<bool> NextAsync(TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(s_redraw, clock, cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>An answer that is none comes from a gateway of another version, or from a stranger on its port.</summary>
    private static LimitsAnswer? Parse(string text)
    {
        try
        {
            return LimitsAnswer.Read(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
