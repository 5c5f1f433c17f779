using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class RetentionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Calls_that_are_too_old_go_with_their_attempts_and_statistics_keep_their_history()
    {
        await WriteAsync(_folder.Database, [.. Enumerable.Range(0, 1000).Select(number => Entries.Call($"{number}", Entries.Attempt()) with { At = Entries.Noon.AddHours(-number), Session = "s" })]);
        StatsQuery query = new(Entries.Noon.AddDays(-60), StatsGroup.Session, StatsGroup.Day);
        Stats before = new LedgerReader(_folder.Database).Query(query);

        Trim(new Keeping(TimeSpan.FromDays(10), null));

        Assert.Equal(["241|241"], Rows(_folder.Database, "SELECT (SELECT COUNT(*) FROM calls), (SELECT COUNT(*) FROM runs)"));
        Stats after = new LedgerReader(_folder.Database).Query(query);
        Assert.Equal(before.Total.CostNano, after.Total.CostNano);
        Assert.Equal(before.Rows.Select(row => (row.Key, row.Tally.CostNano)), after.Rows.Select(row => (row.Key, row.Tally.CostNano)));
    }

    [Fact]
    public async Task A_database_that_holds_too_much_loses_its_oldest_calls_until_it_does_not_and_the_file_shrinks()
    {
        string error = new('x', 4000);
        await WriteAsync(_folder.Database, [.. Enumerable.Range(0, 2000).Select(number => Entries.Call($"{number}", Entries.Attempt()) with { At = Entries.Noon.AddSeconds(number), Error = error })]);

        Trim(new Keeping(null, 2_000_000));

        Assert.InRange(new FileInfo(_folder.Database).Length, 1_000_000, 2_000_000);
        Assert.Equal(["1999"], Rows(_folder.Database, "SELECT id FROM calls ORDER BY at_ms DESC LIMIT 1"));
        Assert.Equal(["2000"], Rows(_folder.Database, "SELECT SUM(requests) FROM rollups WHERE level = 0"));
    }

    [Fact]
    public void What_clients_called_models_goes_with_the_last_call_that_did_and_can_come_again()
    {
        static CallEntry Asking(string id, string model, DateTimeOffset at) => DecidedEntries.Call(id, DecidedEntries.Decided(asked: $"anthropic/{model}")) with { At = at };
        using EntryWriter writer = new(LedgerFile.OpenForWriting(_folder.Database));
        writer.Write([Asking("a", "secret-project", Entries.Noon.AddDays(-20)), Asking("b", "common", Entries.Noon.AddDays(-20)), Asking("c", "common", Entries.Noon)]);

        while (writer.Trim(new Keeping(TimeSpan.FromDays(10), null), Entries.Noon) > 0)
        {
        }

        Assert.Equal(["anthropic/common"], Rows(_folder.Database, "SELECT text FROM decision_texts WHERE text LIKE 'anthropic/%' AND text <> 'anthropic/claude-haiku-4-5'"));
        writer.Write([Asking("d", "secret-project", Entries.Noon)]);
        Assert.Equal(["anthropic/common", "anthropic/secret-project"], new PastCalls(_folder.Database).Read(Entries.Noon, Entries.Noon.AddDays(1)).Select(call => call.Decision.Asked));
    }

    [Fact]
    public async Task An_idle_ledger_deletes_what_is_not_kept()
    {
        await using SqliteLedger ledger = new(_folder.Database, TimeProvider.System) { Keeping = () => new Keeping(TimeSpan.FromDays(1), null) };
        ledger.Record(Entries.Call("old", Entries.Attempt()) with { At = TimeProvider.System.GetUtcNow().AddDays(-2) });
        ledger.Record(Entries.Call("new", Entries.Attempt()) with { At = TimeProvider.System.GetUtcNow() });

        await UntilAsync(() => ledger.Health.Written == 2 && Rows(_folder.Database, "SELECT id FROM calls").SequenceEqual(["new"]));
    }

    private void Trim(Keeping keeping)
    {
        SqliteConnection connection = LedgerFile.OpenForWriting(_folder.Database);
        using EntryWriter writer = new(connection);
        while (writer.Trim(keeping, Entries.Noon) > 0)
        {
        }

        using SqliteCommand checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        _ = checkpoint.ExecuteNonQuery();
    }
}
