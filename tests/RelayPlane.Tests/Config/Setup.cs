using System.Text;
using RelayPlane.Config;

namespace RelayPlane.Tests.Config;

/// <summary>Shorthand for configs and environments in tests.</summary>
internal static class Setup
{
    public static ConfigLoad Load(string json) => ConfigFile.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>A config that must be sound.</summary>
    public static GatewayConfig Config(string json)
    {
        var load = Load(json);
        Xunit.Assert.Empty(load.Problems);
        return load.Config;
    }

    public static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
