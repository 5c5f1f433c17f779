using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Decisions;

public sealed class LabelsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_label_is_what_was_said_last_until_it_is_taken_back()
    {
        await WriteAsync(_folder.Database, DecidedEntries.Call("a"));
        Labels labels = new(_folder.Database);

        Assert.Null(labels.Find("a"));
        Assert.True(labels.Write("a", true, LabelSource.User, Entries.Noon));
        Assert.True(labels.Write("a", false, LabelSource.User, Entries.Noon));
        Assert.False(labels.Find("a"));
        Assert.True(labels.Write("a", null, LabelSource.User, Entries.Noon));
        Assert.Null(labels.Find("a"));
    }

    [Fact]
    public async Task What_a_person_said_is_not_changed_by_a_judge_and_the_other_way_round_it_is()
    {
        await WriteAsync(_folder.Database, DecidedEntries.Call("a"), DecidedEntries.Call("b"));
        Labels labels = new(_folder.Database);
        labels.Write("a", true, LabelSource.User, Entries.Noon);
        labels.Write("b", true, LabelSource.Judge, Entries.Noon);

        labels.Write("a", false, LabelSource.Judge, Entries.Noon);
        labels.Write("a", null, LabelSource.Judge, Entries.Noon);
        labels.Write("b", false, LabelSource.User, Entries.Noon);

        Assert.Equal(["a|1|user", "b|0|user"], Rows(_folder.Database, "SELECT call_id, good, source FROM outcomes ORDER BY call_id"));
    }

    [Fact]
    public async Task There_is_no_label_without_a_call_and_no_database_is_made_for_one()
    {
        Assert.False(new Labels(_folder.Database).Write("a", true, LabelSource.User, Entries.Noon));
        Assert.False(File.Exists(_folder.Database));

        await WriteAsync(_folder.Database, DecidedEntries.Call("a"));
        Assert.False(new Labels(_folder.Database).Write("b", true, LabelSource.User, Entries.Noon));
    }

    [Fact]
    public void An_older_database_is_not_brought_up_to_date_by_a_label()
    {
        Execute(_folder.Database, Schema.Migrations[0] + ";PRAGMA user_version = 1");

        Assert.Contains("relayplane start", Assert.Throws<SqliteException>(() => new Labels(_folder.Database).Write("a", true, LabelSource.User, Entries.Noon)).Message, StringComparison.Ordinal);
        Assert.Null(new Labels(_folder.Database).Find("a"));
    }

    [Fact]
    public async Task It_is_written_beside_a_gateway_that_goes_on_writing()
    {
        await using SqliteLedger ledger = new(_folder.Database, TimeProvider.System);
        ledger.Record(DecidedEntries.Call("a"));
        await UntilAsync(() => ledger.Health.Written == 1);

        Assert.True(new Labels(_folder.Database).Write("a", true, LabelSource.User, Entries.Noon));
        ledger.Record(DecidedEntries.Call("b"));

        await UntilAsync(() => ledger.Health.Written == 2);
        Assert.Null(ledger.Health.LastError);
        Assert.True(new Labels(_folder.Database).Find("a"));
    }
}
