using System.CommandLine;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version.");
        command.SetAction(_ => Console.WriteLine($"relayplane {ProductVersion.Text}"));
        return command;
    }
}
