using System.Diagnostics;
using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>One run of a command-line agent with a home and a working folder of its own, in which nothing of the machine's user is left.</summary>
internal sealed class AgentRun : IDisposable
{
    /// <summary>How long a run may take before it counts as hung; a busy machine of two cores needs some ten seconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("relayplane-agent-");

    public AgentRun()
    {
        Home = _top.CreateSubdirectory("home").FullName;
        Work = _top.CreateSubdirectory("work").FullName;
    }

    public string Home { get; }

    public string Work { get; }

    /// <summary>The folder that <c>./test</c> installs the agents into.</summary>
    public static string Installed { get; } = Path.Combine(Repository.Root, "tests", "clients", "agents", "node_modules");

    /// <returns>The exit code and what it wrote to its output and its error output.</returns>
    public async Task<(int Code, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        Assert.True(Directory.Exists(Installed), $"Run npm ci in {Path.GetDirectoryName(Installed)}, or ./test, which does.");
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = Home;
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, await output, "It hung. " + await errors);
        }

        return (process.ExitCode, await output, await errors);
    }

    public void Dispose() => _top.Delete(recursive: true);
}
