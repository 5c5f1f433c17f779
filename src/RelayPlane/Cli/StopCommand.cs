using System.CommandLine;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane stop</c>: asks the running gateway to finish its open calls and end.</summary>
internal static class StopCommand
{
    public static Command Create(TimeProvider clock)
    {
        var command = new Command("stop", "Stop the running gateway once its open calls have ended.");
        command.SetAction(async (_, cancel) =>
        {
            var home = Home.Find();
            if (RunningFile.Read(home.PidPath) is not { } running || !await RunningGateway.IsUpAsync(running, cancel))
            {
                Console.WriteLine("No gateway is running.");
                return ExitCodes.Done;
            }

            if (!await RunningGateway.StopAsync(running, cancel))
            {
                Console.Error.WriteLine($"The gateway at {running.Address} did not accept the command.");
                return ExitCodes.Failed;
            }

            while (await RunningGateway.IsUpAsync(running, cancel))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancel);
            }

            Console.WriteLine($"Stopped the gateway at {running.Address}.");
            return ExitCodes.Done;
        });
        return command;
    }
}
