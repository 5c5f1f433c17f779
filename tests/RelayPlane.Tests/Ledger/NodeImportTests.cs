using RelayPlane.Ledger;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class NodeImportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public NodeImportTests() => Execute(_folder.Database, """
        PRAGMA journal_mode = WAL;
        CREATE TABLE runs (id TEXT PRIMARY KEY, prompt TEXT NOT NULL, system_prompt TEXT, task_type TEXT NOT NULL, model TEXT NOT NULL,
            success INTEGER NOT NULL, output TEXT, error TEXT, duration_ms INTEGER NOT NULL, tokens_in INTEGER, tokens_out INTEGER,
            cost_usd REAL, metadata TEXT, created_at TEXT NOT NULL DEFAULT (datetime('now')));
        INSERT INTO runs VALUES
            ('one', 'secret words', NULL, 'code_review', 'anthropic:claude-opus-4-6', 1, NULL, NULL, 1200, 300, 40, 0.0105, '{"a":1}', '2026-05-01 10:20:30'),
            ('two', 'secret words', NULL, 'general', 'ollama:llama3:8b', 0, NULL, 'No adapter', 0, NULL, NULL, NULL, NULL, '2026-05-02 00:00:00');
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_runs_show_as_ours_without_their_prompts()
    {
        await WriteAsync(_folder.Database, Entries.Call("new", Entries.Attempt()));

        Assert.Equal(
            [
                "one|code_review|anthropic|claude-opus-4-6|1|-|1200|300|40|0.0105|{\"a\":1}|2026-05-01 10:20:30|-",
                "two|general|ollama|llama3:8b|0|No adapter|0|-|-|-|-|2026-05-02 00:00:00|-",
            ],
            Rows(_folder.Database, """
                SELECT id, task_type, provider, model, success, error, duration_ms, tokens_in, tokens_out, cost_usd, metadata, created_at, prompt
                FROM runs WHERE id <> 'new' ORDER BY id
                """));
        Assert.Equal(["3"], Rows(_folder.Database, "SELECT SUM(requests) FROM rollups WHERE level = 0"));
    }

    [Fact]
    public async Task Its_database_is_kept_whole_beside_ours()
    {
        await WriteAsync(_folder.Database);

        string kept = Assert.Single(Directory.GetFiles(_folder.Root, "data.relayplane-node-*.db"));
        Assert.Equal(["secret words"], Rows(kept, "SELECT DISTINCT prompt FROM runs"));
    }

    [Fact]
    public async Task It_is_imported_once_and_told_once()
    {
        List<string> notices = [];
        for (int start = 0; start < 2; start++)
        {
            await new SqliteLedger(_folder.Database, TimeProvider.System, notices.Add).DisposeAsync();
        }

        Assert.Contains("Imported 2 runs", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal(["2"], Rows(_folder.Database, "SELECT COUNT(*) FROM runs"));
    }
}
