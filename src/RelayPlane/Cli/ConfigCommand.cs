using System.CommandLine;
using RelayPlane.Config;

namespace RelayPlane.Cli;

/// <summary><c>relayplane config check|schema|path</c>: what the config is, whether it is sound, and where.</summary>
internal static class ConfigCommand
{
    public static Command Create(Func<string, string?>? environment = null)
    {
        var check = new Command("check", "Tell everything that is wrong with the config.");
        check.SetAction(parsed => Check(environment ?? Variables.Read, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));

        var schema = new Command("schema", "Print the JSON Schema of the config.");
        schema.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(ConfigSchema.Write());
            return 0;
        });

        var path = new Command("path", "Print where the config is.");
        path.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(Home.Find(environment).ConfigPath);
            return 0;
        });

        return new Command("config", "Look at the config.") { check, schema, path };
    }

    private static int Check(Func<string, string?> environment, TextWriter output, TextWriter error)
    {
        var path = Home.Find(environment).ConfigPath;
        var load = ConfigFile.Load(path);
        if (load.Problems.Count > 0)
        {
            error.WriteLine($"{path} has {(load.Problems.Count == 1 ? "a problem" : $"{load.Problems.Count} problems")}:");
            foreach (var problem in load.Problems)
            {
                error.WriteLine($"  {problem}");
            }

            return 2;
        }

        output.WriteLine(File.Exists(path) ? $"OK: {path}" : $"OK: there is no {path}, so everything is at its default");
        var notices = load.Notices.ToList();
        notices.AddRange(ProviderSet.From(load.Config, environment).Notices);
        ClientKey.Read(load.Config, notices, environment);
        foreach (var notice in notices)
        {
            output.WriteLine($"  {notice}");
        }

        return 0;
    }
}
