using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class EntryWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_disk_leaves_nothing_half_written_and_the_batch_can_be_written_again()
    {
        SqliteConnection connection = LedgerFile.OpenForWriting(_folder.Database);
        using EntryWriter writer = new(connection);
        CallEntry[] batch = [.. Enumerable.Range(0, 500).Select(number => Entries.Call($"{number}", Entries.Attempt()))];
        LimitPages(connection, 1);

        SqliteException full = Assert.Throws<SqliteException>(() => writer.Write(batch));
        Assert.Equal(Remedy.Retry, SqliteFailure.Remedy(full));
        Assert.Equal(["0|0"], Counts());

        LimitPages(connection, 1_000_000);
        writer.Write(batch);
        Assert.Equal(["500|500"], Counts());
    }

    private List<string> Counts() =>
        Rows(_folder.Database, "SELECT (SELECT COUNT(*) FROM runs), (SELECT COALESCE(SUM(requests), 0) FROM rollups WHERE level = 0)");

    private static void LimitPages(SqliteConnection connection, int pages)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {pages}";
        _ = command.ExecuteNonQuery();
    }
}
