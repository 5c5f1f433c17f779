using System.CommandLine;

namespace RelayPlane.Tests.Cli;

/// <summary>Runs one verb with a home of its own, and keeps what it printed.</summary>
internal sealed class CliRun(params (string Name, string Value)[] variables) : IDisposable
{
    public string Home { get; } = Path.Combine(Path.GetTempPath(), $"relayplane-{Guid.CreateVersion7():N}");

    public string ConfigPath => Path.Combine(Home, "config.json");

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string? Environment(string name) => name == "RELAYPLANE_HOME" ? Home : variables.FirstOrDefault(variable => variable.Name == name).Value;

    public int Run(Command verb, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = verb.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose()
    {
        if (Directory.Exists(Home))
        {
            Directory.Delete(Home, recursive: true);
        }
    }
}
