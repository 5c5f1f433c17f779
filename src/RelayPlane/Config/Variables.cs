namespace RelayPlane.Config;

/// <summary>The environment's variables. Whoever needs one takes a <c>Func&lt;string, string?&gt;</c>, so that a test can give its own.</summary>
internal static class Variables
{
    /// <summary>Null where it is not set, or set to nothing.</summary>
    public static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
