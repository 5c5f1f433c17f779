namespace RelayPlane.Catalog;

/// <summary>The data files inside the assembly, by file name.</summary>
internal static class Embedded
{
    public static Stream Open(string name) =>
        typeof(Embedded).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"The embedded file {name} is missing.");
}
