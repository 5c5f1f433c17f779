namespace RelayPlane.Tests;

/// <summary>Finds the reference data that lies beside the checkout. Tests that need it fail where it is absent; they never skip.</summary>
internal static class Shared
{
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = System.IO.Path.Combine(folder.FullName, "shared");
            if (File.Exists(System.IO.Path.Combine(shared, "DESIGN.md")))
            {
                return System.IO.Path.Combine(shared, relative);
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests contains shared/DESIGN.md.");
    }
}
