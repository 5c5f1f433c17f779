namespace RelayPlane.Tests;

/// <summary>The files of this repository, found from wherever the tests were built to.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", "bench-results", "dist", "bin", "obj", ".vs"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Every file below a folder of the repository, without what was built or downloaded.</summary>
    public static IEnumerable<string> Files(string folder = "", string pattern = "*")
    {
        var start = Path.Combine(Root, folder);
        return Below(new DirectoryInfo(start), pattern);
    }

    /// <summary>A path as one reads it in a failure: from the top of the repository.</summary>
    public static string Short(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Below(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Where(file => file.Name != ".git").Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name)).SelectMany(child => Below(child, pattern)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RelayPlane.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds RelayPlane.slnx.");
    }
}
