namespace RelayPlane.Config;

/// <summary>Where the gateway keeps its files.</summary>
/// <param name="Folder">The home itself: <c>RELAYPLANE_HOME</c>, or <c>~/.relayplane</c>.</param>
/// <param name="ConfigPath"><c>config.json</c> in the folder, unless <c>RELAYPLANE_CONFIG_PATH</c> says elsewhere.</param>
internal sealed record Home(string Folder, string ConfigPath)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string DatabasePath => Path.Combine(Folder, "data.db");

    /// <summary>What was sent and answered, where it is kept.</summary>
    public string ContentPath => Path.Combine(Folder, "content.db");

    /// <summary>What Pacing learned, for the next start.</summary>
    public string PacingPath => Path.Combine(Folder, "pacing.json");

    /// <summary>The last alerts.</summary>
    public string AlertsPath => Path.Combine(Folder, "alerts.jsonl");

    /// <summary>From when on budgets count anew because somebody reset them.</summary>
    public string BudgetsPath => Path.Combine(Folder, "budgets.json");

    /// <summary>The names that the user gave to agents.</summary>
    public string AgentNamesPath => Path.Combine(Folder, "agent-names.json");

    /// <summary>What labels taught routing.</summary>
    public string RoutingPath => Path.Combine(Folder, "routing.json");

    /// <summary>The price table that the user downloaded.</summary>
    public string PricesPath => Path.Combine(Folder, "prices.json");

    public string PidPath => Path.Combine(Folder, "relayplane.pid");

    /// <summary>The schema that <c>init</c> puts beside the config.</summary>
    public string SchemaPath => Path.Combine(Path.GetDirectoryName(ConfigPath)!, "config.schema.json");

    /// <summary>Where the home is; creates nothing.</summary>
    public static Home Find(Func<string, string?>? environment = null)
    {
        environment ??= Variables.Read;
        var folder = Absolute(environment("RELAYPLANE_HOME") is { Length: > 0 } home ? home : "~/.relayplane", environment);
        var config = environment("RELAYPLANE_CONFIG_PATH") is { Length: > 0 } path ? Absolute(path, environment) : Path.Combine(folder, "config.json");
        return new Home(folder, config);
    }

    /// <summary>Creates the folder where it is missing, readable by its owner alone.</summary>
    public void Create() => CreateFolder(Folder);

    /// <summary>Creates a folder that nobody else can read.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    /// <summary>A path with its <c>~/</c> resolved.</summary>
    public static string Absolute(string path, Func<string, string?> environment)
    {
        if (path != "~" && !path.StartsWith("~/", StringComparison.Ordinal))
        {
            return Path.GetFullPath(path);
        }

        var user = environment("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.GetFullPath(Path.Combine(user, path[1..].TrimStart('/')));
    }
}
