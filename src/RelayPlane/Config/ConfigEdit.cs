namespace RelayPlane.Config;

/// <summary>Changes values of <c>config.json</c> as a careful person would: in place, with everything else as it was, and never to a file that would not load.</summary>
internal static class ConfigEdit
{
    /// <param name="file">The config; made where it is missing.</param>
    /// <param name="values">Paths, key by key, each with its new value as JSON; null takes one back that is set.</param>
    /// <returns>What is wrong with the file, or would be; it is then as it was.</returns>
    public static IReadOnlyList<string> Apply(string file, IEnumerable<(IReadOnlyList<string> Path, string? Json)> values)
    {
        string text;
        try
        {
            text = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            return [$"{file} cannot be read: {thrown.Message}"];
        }

        if (Problems(text) is { Count: > 0 } before)
        {
            return before;
        }

        var edited = values.Aggregate(text, (so, value) => ConfigSplice.Set(so, value.Path, value.Json));
        if (Problems(edited) is { Count: > 0 } after)
        {
            return after;
        }

        try
        {
            Home.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
            ConfigFile.Write(file, edited);
            return [];
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            return [$"{file} cannot be written: {thrown.Message}"];
        }
    }

    private static IReadOnlyList<string> Problems(string text) => ConfigFile.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Problems;
}
