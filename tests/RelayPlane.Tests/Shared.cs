namespace RelayPlane.Tests;

/// <summary>The reference material beside the repository: recorded traffic, prices, traces. Read where it lies, never copied.</summary>
internal static class Shared
{
    private static readonly Lazy<string> Folder = new(Find);

    /// <summary>The full path of something in it.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Folder.Value, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = System.IO.Path.Combine(folder.FullName, "shared");
            if (File.Exists(System.IO.Path.Combine(shared, "DESIGN.md")))
            {
                return shared;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds shared/DESIGN.md, which these tests read.");
    }
}
