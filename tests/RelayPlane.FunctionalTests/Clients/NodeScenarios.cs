using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>Runs a Node program of the tests, which prints a line for each scenario, and holds it to every one of them.</summary>
internal static class NodeScenarios
{
    /// <param name="least">How many scenarios there must be, so that a program that stops early does not pass.</param>
    /// <param name="arguments">The program of <c>tests/clients/node</c>, and what it is given.</param>
    public static Task PassAsync(int least, IEnumerable<string> arguments, CancellationToken cancel) =>
        PassAsync(Path.Combine("clients", "node"), least, arguments, cancel);

    /// <param name="place">The folder within <c>tests</c>.</param>
    public static async Task PassAsync(string place, int least, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var folder = Path.Combine(Repository.Root, "tests", place);
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"Run npm ci in {folder}, or ./test, which does.");
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RELAYPLANE_PICTURES"] = Path.Combine(Repository.Root, "artifacts", "page");
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(cancel);
        var output = await node.StandardOutput.ReadToEndAsync(cancel);
        await node.WaitForExitAsync(cancel);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= least, $"{lines.Length} scenarios ran. {await errors}");
        Assert.All(lines, line => Assert.True(Ok(line), line));
        Assert.Equal(0, node.ExitCode);
    }

    private static bool Ok(string line)
    {
        using var scenario = JsonDocument.Parse(line);
        return scenario.RootElement.GetProperty("ok").GetBoolean();
    }
}
