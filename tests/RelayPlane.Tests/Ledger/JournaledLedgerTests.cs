using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class JournaledLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _notices = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_killed_process_left_is_written_once_before_anything_else()
    {
        await WriteAsync(_folder.Database, Call("a"));
        LeaveBehind("a", "b");
        await using (var ledger = Ledger())
        {
            await ledger.Opened;
            Assert.Equal(["a", "b"], Ids());
            Assert.Equal(1, ledger.Health.Recovered);
        }

        Assert.Empty(Files());
        Assert.Equal(["2"], Rows(_folder.Database, "SELECT SUM(requests) FROM rollups WHERE level = 0"));
    }

    [Fact]
    public async Task What_routing_thought_of_the_calls_of_a_killed_process_is_written_too()
    {
        using (var journal = new Journal(_folder.Root))
        {
            journal.Append(DecidedEntries.Climbed("a"));
        }

        await using var ledger = Ledger();
        await ledger.Opened;

        var call = new CallsReader(_folder.Database).Find("a")!;
        Assert.True(DecidedEntries.Same(DecidedEntries.Decided(), call.Decision));
        Assert.Equal("bad_tool_call", call.Attempts[0].Escalated);
        Assert.Equal(["1|1"], Rows(_folder.Database, "SELECT SUM(calls), SUM(escalated) FROM routings JOIN routing_keys ON id = key WHERE level = 0 AND NOT climb"));
    }

    [Fact]
    public async Task A_record_that_was_torn_takes_no_other_with_it()
    {
        LeaveBehind("a", "b");
        var file = Assert.Single(Files());
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..^3], TestContext.Current.CancellationToken);
        await using var ledger = Ledger();
        await ledger.Opened;
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public async Task A_call_that_was_kept_and_recorded_is_one_row_as_it_was_recorded()
    {
        await using (var ledger = Ledger())
        {
            var kept = ledger.Keep(Call("a") with { BytesOut = 1 });
            Assert.NotNull(kept);
            ledger.Record(Call("a") with { BytesOut = 2 }, kept);
        }

        Assert.Equal(["2"], Rows(_folder.Database, "SELECT bytes_out FROM calls"));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task What_memory_has_no_room_for_is_written_from_the_journal_once_the_database_is_free()
    {
        await WriteAsync(_folder.Database);
        await using var ledger = Ledger(capacity: 10);
        await ledger.Opened;
        using (SqliteConnection other = Open(_folder.Database))
        using (SqliteTransaction locked = other.BeginTransaction())
        {
            for (var number = 0; number < 100; number++)
            {
                ledger.Record(Call($"{number}"), ledger.Keep(Call($"{number}")));
            }

            await UntilAsync(() => ledger.Health.LastError is not null);
            Assert.Equal((100, 0), (ledger.Health.Pending, ledger.Health.Lost));
        }

        await UntilAsync(() => ledger.Health.Written == 100);
        Assert.Equal((0, 0, 0), (ledger.Health.Pending, ledger.Health.Lost, ledger.Health.Recovered));
        Assert.Equal(["100|100"], Rows(_folder.Database, "SELECT COUNT(*), (SELECT SUM(requests) FROM rollups WHERE level = 0) FROM calls"));
    }

    [Fact]
    public async Task A_database_that_stays_locked_is_told_of_and_so_is_its_end()
    {
        await WriteAsync(_folder.Database);
        await using var ledger = Ledger();
        await ledger.Opened;
        using (SqliteConnection other = Open(_folder.Database))
        using (SqliteTransaction locked = other.BeginTransaction())
        {
            ledger.Record(Call("a"));
            await UntilAsync(() => Told("cannot be written"));
        }

        await UntilAsync(() => Told("can be written again"));
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public async Task What_the_database_never_took_waits_in_the_journal_for_the_next_start()
    {
        Directory.CreateDirectory(_folder.Database);
        var ledger = Ledger();
        ledger.Record(Call("a"));
        await ledger.DisposeAsync();
        Assert.Equal((1, 0), (ledger.Health.Pending, ledger.Health.Lost));

        Directory.Delete(_folder.Database);
        await using var next = Ledger();
        await next.Opened;
        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_leaves_the_ledger_as_it_was()
    {
        await using (var ledger = new SqliteLedger(_folder.Database, TimeProvider.System, journal: new Journal(Path.Combine(_folder.Root, "missing"))))
        {
            ledger.Record(Call("a"), ledger.Keep(Call("a")));
            await UntilAsync(() => ledger.Health.Written == 1);
            Assert.Equal(2, ledger.Health.JournalFailures);
        }

        Assert.Equal(["a"], Ids());
    }

    [Fact]
    public async Task A_left_call_that_cannot_be_written_takes_no_other_with_it()
    {
        using (var journal = new Journal(_folder.Root))
        {
            journal.Append(Call("a"));
            journal.Append(Entries.Call("b", Entries.Attempt(), Entries.Attempt()));
            journal.Append(Call("c"));
        }

        await using var ledger = Ledger();
        await ledger.Opened;
        Assert.Equal(["a", "c"], Ids());
        Assert.Equal(2, ledger.Health.Recovered);
    }

    private SqliteLedger Ledger(int capacity = 1000) =>
        new(_folder.Database, TimeProvider.System, Notice, capacity, new Journal(_folder.Root));

    private void Notice(string notice)
    {
        lock (_notices)
        {
            _notices.Add(notice);
        }
    }

    private bool Told(string words)
    {
        lock (_notices)
        {
            return _notices.Any(notice => notice.Contains(words, StringComparison.Ordinal));
        }
    }

    private void LeaveBehind(params string[] ids)
    {
        using var journal = new Journal(_folder.Root);
        foreach (var id in ids)
        {
            journal.Append(Call(id));
        }
    }

    private static CallEntry Call(string id) => Entries.Call(id, Entries.Attempt());

    private List<string> Ids() => Rows(_folder.Database, "SELECT id FROM calls ORDER BY id");

    private string[] Files() => Directory.GetFiles(_folder.Root, "journal-*.log");
}
