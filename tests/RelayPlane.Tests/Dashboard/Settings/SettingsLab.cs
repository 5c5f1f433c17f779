using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Settings;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;

namespace RelayPlane.Tests.Dashboard.Settings;

/// <summary>A home with a config, and a page that looks at it and changes it.</summary>
internal sealed class SettingsLab : IDisposable
{
    private readonly IReadOnlyList<ApiPath> _paths;

    public SettingsLab(string? config = null)
    {
        if (config is not null)
        {
            File.WriteAllText(Path, config);
        }

        _paths = new SettingsPaths(
            new ConfigDesk(Path, () => Reloads++), new PriceList(new PriceBook(), new LedgerReader(Folder.Database)), new Storage(Folder.Home, () => Keeping, () => (true, 77)), Folder.Home.AlertsPath).All;
    }

    public TempFolder Folder { get; } = new();

    public Keeping Keeping { get; set; } = Keeping.Everything;

    public int Reloads { get; private set; }

    public string Path => Folder.Home.ConfigPath;

    public string? Text => File.Exists(Path) ? File.ReadAllText(Path) : null;

    public Task<Asked> GetAsync(string path) => Asked.GetAsync(_paths, path, TimeProvider.System);

    public Task<Asked> PostAsync(string path, string body) => Asked.PostAsync(_paths, path, body, TimeProvider.System);

    public async Task<JsonElement> ConfigAsync() => (await GetAsync("/api/config")).Json;

    public async Task<string> HashAsync() => (await ConfigAsync()).GetProperty("hash").GetString()!;

    /// <summary>Changes one value, on the file as it is.</summary>
    public Task<Asked> SetAsync(string path, string value, bool preview = false) => SetAsync([(path, value)], preview);

    public async Task<Asked> SetAsync((string Path, string Value)[] changes, bool preview = false)
    {
        var list = string.Join(", ", changes.Select(change => $$"""{ "path": [{{string.Join(", ", change.Path.Split('.').Select(key => $"\"{key}\""))}}], "value": {{change.Value}} }"""));
        return await PostAsync("/api/config", $$"""{ "hash": "{{await HashAsync()}}", "changes": [{{list}}], "preview": {{(preview ? "true" : "false")}} }""");
    }

    public async Task<Asked> UndoAsync(bool preview = false) =>
        await PostAsync("/api/config/undo", $$"""{ "hash": "{{await HashAsync()}}", "preview": {{(preview ? "true" : "false")}} }""");

    public void Dispose() => Folder.Dispose();
}
