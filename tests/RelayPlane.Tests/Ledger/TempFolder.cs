using RelayPlane.Config;

namespace RelayPlane.Tests.Ledger;

/// <summary>A folder for one test, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("relayplane-ledger-").FullName;

    public string Database => Path.Combine(Root, "data.db");

    /// <summary>The folder as the home of a gateway with this database.</summary>
    public Home Home => new(Root, Path.Combine(Root, "config.json"));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
