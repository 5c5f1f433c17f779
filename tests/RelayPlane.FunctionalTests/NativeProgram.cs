using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>The published native executable, run as a user runs it, with a home folder of its own.</summary>
internal sealed class NativeProgram : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("relayplane-");

    /// <summary>The executable that <c>./test</c> published.</summary>
    public static string Path =>
        Environment.GetEnvironmentVariable("RELAYPLANE_BIN") is { Length: > 0 } path && File.Exists(path)
            ? path
            : throw new FileNotFoundException("RELAYPLANE_BIN must name the published executable; ./test publishes it and sets it.");

    /// <summary>The folder that <c>RELAYPLANE_HOME</c> names.</summary>
    public string Home => _home.FullName;

    /// <summary>Variables that the program sees beside the usual ones.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Runs one verb to its end.</summary>
    public async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await errors);
    }

    /// <summary>Starts a verb that stays.</summary>
    public Process Start(params string[] arguments) => Run(Path, arguments);

    /// <summary>Starts a verb that stays, in a shell that has done something first, such as to set a bound.</summary>
    public Process StartWithin(string first, params string[] arguments) => Run("/bin/sh", ["-c", $"{first} && exec \"$0\" \"$@\"", Path, .. arguments]);

    private Process Run(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["RELAYPLANE_HOME"] = Home;
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        foreach (var key in start.Environment.Keys.Where(name => name.EndsWith("_API_KEY", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(key);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Asks a running one to end, as <c>kill</c> does.</summary>
    public static void Terminate(Process process) =>
        Assert.Equal(0, Kill(process.Id, Sigterm));

    public void Dispose() => _home.Delete(recursive: true);

    private const int Sigterm = 15;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
