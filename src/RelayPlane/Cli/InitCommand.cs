using System.CommandLine;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Config;

namespace RelayPlane.Cli;

/// <summary><c>relayplane init</c>: writes a first config that refers to the provider keys found in the environment, and says how to point clients here. It asks nothing and rewrites nothing.</summary>
internal static class InitCommand
{
    public static Command Create(Func<string, string?>? environment = null)
    {
        var command = new Command("init", "Write a first config and print the lines that point clients at the gateway.");
        command.SetAction(parsed => Run(environment ?? Variables.Read, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(Func<string, string?> environment, TextWriter output, TextWriter error)
    {
        var home = Home.Find(environment);
        var found = FoundKeys(environment);
        try
        {
            home.Create();
            Home.CreateFolder(Path.GetDirectoryName(home.ConfigPath)!);
            var isNew = ConfigFile.Create(home.ConfigPath, FirstConfig(Path.GetFileName(home.SchemaPath), found));
            ConfigFile.Write(home.SchemaPath, ConfigSchema.Write());
            output.WriteLine(isNew ? $"Wrote {home.ConfigPath}" : $"Kept {home.ConfigPath} as it is");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"The config cannot be written: {e.Message}");
            return 1;
        }

        output.WriteLine(found.Count > 0
            ? $"Found keys: {string.Join(", ", found.Select(key => $"{key.Provider} ({key.Variable})"))}"
            : "Found no provider keys in the environment: clients use their own.");
        output.WriteLine();
        output.WriteLine("Start the gateway with: relayplane start");
        output.WriteLine("Point clients at it with:");
        output.WriteLine();
        var port = ConfigFile.Load(home.ConfigPath).Config.Server.Port;
        output.WriteLine($"export ANTHROPIC_BASE_URL=http://localhost:{port}");
        output.WriteLine($"export OPENAI_BASE_URL=http://localhost:{port}/v1");
        return 0;
    }

    private static List<(string Provider, string Variable)> FoundKeys(Func<string, string?> environment)
    {
        var found = new List<(string Provider, string Variable)>();
        foreach (var row in ProviderTable.Rows.Values.Where(row => row.BaseUrl is not null))
        {
            // An AWS key is more than one variable: it is found without a line in the file.
            if (row.Keys?.FirstOrDefault(name => environment(name) is { Length: > 0 }) is { } variable and not KeyReader.AwsKeyId)
            {
                found.Add((row.Name, variable));
            }
        }

        return found;
    }

    /// <summary>Written by hand, so that it has a comment and the order a person expects. Its names come from the catalog and need no escaping.</summary>
    private static string FirstConfig(string schema, List<(string Provider, string Variable)> keys)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append("  \"$schema\": \"./").Append(schema).Append("\",\n");
        text.Append("  // Everything is optional. Comments and trailing commas are allowed; `relayplane config check` tells what is wrong.\n");
        text.Append("  \"providers\": {\n");
        foreach (var (provider, variable) in keys)
        {
            text.Append("    \"").Append(provider).Append("\": { \"apiKey\": \"env:").Append(variable).Append("\" },\n");
        }

        return text.Append("  },\n}\n").ToString();
    }
}
