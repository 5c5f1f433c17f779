namespace RelayPlane.Tests.Ledger;

/// <summary>A folder for one test, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("relayplane-ledger-").FullName;

    public string Database => Path.Combine(Root, "data.db");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
