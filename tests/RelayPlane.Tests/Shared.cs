namespace RelayPlane.Tests;

/// <summary>Finds the reference material that stands beside the repository. Absent, it throws: a test that needs it must not pass without.</summary>
internal static class Shared
{
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "shared", "DESIGN.md")))
            {
                return System.IO.Path.Combine(folder.FullName, "shared", relative);
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds shared/DESIGN.md.");
    }
}
