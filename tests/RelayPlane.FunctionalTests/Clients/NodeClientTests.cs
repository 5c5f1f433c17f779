using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>The official Node SDKs as clients of the gateway; what they do is in <c>tests/clients/node</c>.</summary>
public sealed class NodeClientTests
{
    [Fact]
    public async Task Every_scenario_of_the_Node_SDKs_passes()
    {
        var folder = Path.Combine(Repository.Root, "tests", "clients", "node");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"Run npm ci in {folder}, or ./test, which does.");

        await using var lab = await Lab.InFrontOfSandboxAsync();
        var start = new ProcessStartInfo("node", ["clients.mjs", lab.BaseUrl.GetLeftPart(UriPartial.Authority)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 20, $"{lines.Length} scenarios ran. {await errors}");
        Assert.All(lines, line => Assert.True(Ok(line), line));
        Assert.Equal(0, node.ExitCode);
    }

    private static bool Ok(string line)
    {
        using var scenario = JsonDocument.Parse(line);
        return scenario.RootElement.GetProperty("ok").GetBoolean();
    }
}
