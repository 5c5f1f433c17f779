using CsCheck;
using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Deliveries;

public sealed class DeliveryWritingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task When_an_attempt_was_sent_and_what_its_connection_took_are_remembered()
    {
        AttemptEntry attempt = Entries.Attempt() with { Start = TimeSpan.FromMilliseconds(3), Connect = TimeSpan.FromMilliseconds(45) };
        await WriteAsync(_folder.Database, Entries.Call("a", attempt, attempt with { Number = 2, Connect = null }) with { Limited = true });

        CallEntry read = new CallsReader(_folder.Database).Find("a")!;

        Assert.Equal([(3.0, 45.0), (3.0, null)], read.Attempts.Select(attempt => (attempt.Start!.Value.TotalMilliseconds, attempt.Connect?.TotalMilliseconds)));
        Assert.True(read.Limited);
    }

    [Fact]
    public void In_whatever_batches_calls_are_written_their_deliveries_are_the_same() =>
        Gen.Select(DeliveredEntries.Calls(600), Gen.Int[1, 10]).Sample((calls, size) =>
        {
            using TempFolder folder = new();
            using TempFolder other = new();
            Write(folder.Database, calls.Chunk(size));
            Write(other.Database, [calls]);

            Assert.Equal(DeliveredEntries.Rows(other.Database), DeliveredEntries.Rows(folder.Database));
        }, iter: 30, threads: 1);

    [Fact]
    public void A_database_of_the_version_before_gets_its_deliveries_from_its_rows() =>
        DeliveredEntries.Calls(600).Sample(calls =>
        {
            using TempFolder folder = new();
            Write(folder.Database, [[.. calls.Select(call => call with { Limited = false })]]);
            List<string> written = DeliveredEntries.Rows(folder.Database);
            Execute(folder.Database, ToVersionFour + """
                DROP TABLE deliveries; ALTER TABLE attempts DROP COLUMN start_us; ALTER TABLE attempts DROP COLUMN connect_us; ALTER TABLE calls DROP COLUMN limited;
                PRAGMA user_version = 3
                """);

            LedgerFile.OpenForWriting(folder.Database).Dispose();

            Assert.Equal(written, DeliveredEntries.Rows(folder.Database));
        }, iter: 30, threads: 1);

    [Fact]
    public void What_its_calls_were_told_when_waiting_ran_out_is_found_by_the_words()
    {
        Execute(_folder.Database, string.Join(';', Schema.Migrations.Take(3)) + """
            ;INSERT INTO calls (seq, id, at_ms, api, endpoint, method, path, stream, status, outcome, error, queue_us, total_us, bytes_in, bytes_out, attempts) VALUES
                (1, 'a', 1795521600000, 'openai', 'chat_completions', 'POST', '/', 0, 503, 'failed', 'This call would wait about 90 s for the provider to recover at openai, longer than its deadline of 60 s.', 0, 10, 1, 1, 0),
                (2, 'b', 1795521600000, 'openai', 'chat_completions', 'POST', '/', 1, 200, 'failed', 'This call waited 60 s for its turn at openai, and its deadline of 60 s has come. The provider last said: no', 60000000, 60000000, 1, 1, 0),
                (3, 'c', 1795521600000, 'openai', 'chat_completions', 'POST', '/', 1, 503, 'failed', 'The gateway is shutting down; ask again in a second.', 0, 10, 1, 1, 0);
            PRAGMA user_version = 3
            """);

        LedgerFile.OpenForWriting(_folder.Database).Dispose();

        Assert.Equal(["3|3|2|1|60000000"], Rows(_folder.Database, "SELECT requests, errors, seen, waited_calls, waited_us FROM deliveries WHERE level = 0"));
    }

    [Fact]
    public async Task Other_prices_change_the_cost_and_nothing_else()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt("mystery"), Entries.Attempt(number: 2)) with { Route = "cheap" });
        SqliteConnection connection = LedgerFile.OpenForWriting(_folder.Database);
        using (EntryWriter writer = new(connection))
        {
            StoredCall read = StoredCall.Read(connection.Handle!, -1, 0, 1).Single();
            Quote now = new(PriceStatus.Priced, new Money(1000));
            writer.Reprice([new(read, read.Call with { Attempts = [.. read.Call.Attempts.Select(attempt => attempt with { Quote = now })] })]);
        }

        foreach (RollupLevel level in RollupLevel.Of(DeliverySplit.TargetAndRoute))
        {
            Assert.Equal(
                ["claude-haiku-4-5|cheap|1|1|0|1000|1", "mystery|cheap|0|1|0|1000|0"],
                Rows(_folder.Database, $"SELECT model, route, requests, runs, unpriced, cost_nano, LENGTH(total) > 0 FROM deliveries JOIN rollup_keys ON id = key WHERE level = {level.Code} ORDER BY 1"));
        }
    }

    private static void Write(string path, IEnumerable<CallEntry[]> batches)
    {
        using EntryWriter writer = new(LedgerFile.OpenForWriting(path));
        foreach (CallEntry[] batch in batches)
        {
            writer.Write(batch);
        }
    }
}
