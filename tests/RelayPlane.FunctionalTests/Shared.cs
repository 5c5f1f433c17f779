namespace RelayPlane.FunctionalTests;

/// <summary>Finds the shared material that lies beside the checkout; a test that needs it fails where it is missing.</summary>
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

        throw new DirectoryNotFoundException($"shared/{relative} is not beside the checkout; these tests cannot do without it.");
    }
}
