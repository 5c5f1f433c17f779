using Microsoft.Data.Sqlite;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class SqliteLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_query_that_users_know_works_to_the_letter()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        CallEntry Recent(string id, string model, TimeSpan ago) =>
            Entries.Call(id, Entries.Attempt(model) with { At = now - ago }) with { At = now - ago };
        await WriteAsync(
            _folder.Database,
            Recent("a", "claude-haiku-4-5", TimeSpan.Zero),
            Recent("b", "claude-haiku-4-5", TimeSpan.FromDays(3)),
            Recent("c", "claude-opus-4-6", TimeSpan.FromDays(9)),
            Recent("d", "gpt-5", TimeSpan.Zero));

        Assert.Equal(["claude-haiku-4-5|254|100|3.54e-07|2"], Rows(_folder.Database, """
            SELECT model, SUM(tokens_in), SUM(tokens_out), SUM(cost_usd), COUNT(*) FROM runs
            WHERE model LIKE 'claude-%' AND created_at >= date('now', '-7 days') GROUP BY model
            """));
    }

    [Fact]
    public async Task A_sum_over_runs_reads_nothing_but_its_index()
    {
        await WriteAsync(_folder.Database);

        Assert.Contains("COVERING INDEX attempts_runs", Rows(_folder.Database, """
            EXPLAIN QUERY PLAN SELECT model, SUM(tokens_in), SUM(tokens_out), SUM(cost_usd), COUNT(*) FROM runs
            WHERE model LIKE 'claude-%' AND created_at >= date('now', '-7 days') GROUP BY model
            """)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_holds_what_reached_a_model_and_nothing_else()
    {
        AttemptEntry refused = Entries.Attempt() with { HasContent = false, Usage = null, Verdict = Verdict.RateLimited, Status = 429 };
        AttemptEntry cut = Entries.Priced(Entries.Attempt() with { Number = 2, Usage = null, Verdict = Verdict.Cancelled });
        await WriteAsync(
            _folder.Database,
            Entries.Call("refused", refused),
            Entries.Call("cut", refused, cut),
            Entries.Call("count", Entries.Attempt()) with { Endpoint = "count_tokens" },
            Entries.Call("list", Entries.Attempt()) with { Endpoint = "models" },
            Entries.Call("file", Entries.Attempt()) with { Endpoint = "other" },
            Entries.Call("whole", Entries.Attempt()));

        Assert.Equal(
            ["cut-2|0|-|-|-", "whole|1|127|50|1.77e-07"],
            Rows(_folder.Database, "SELECT id, success, tokens_in, tokens_out, cost_usd FROM runs ORDER BY id"));
        Assert.Equal(["6|7"], Rows(_folder.Database, "SELECT (SELECT COUNT(*) FROM calls), (SELECT COUNT(*) FROM attempts)"));
    }

    [Fact]
    public async Task A_run_says_when_it_was_and_who_asked_in_the_columns_of_the_Node_product()
    {
        CallEntry call = Entries.Call("a", Entries.Attempt() with { ModelReturned = "claude-haiku-4-5-20251001" }) with
        {
            ModelRequested = "haiku", Agent = "coder", Session = "s1", Client = "curl", Tags = """{"team":"x"}""",
        };
        await WriteAsync(_folder.Database, call);

        Assert.Equal(
            ["a|general|1|-|700|2026-11-24 12:00:00|-|-|-|anthropic|haiku|claude-haiku-4-5-20251001|coder|s1|curl|{\"team\":\"x\"}"],
            Rows(_folder.Database, """
                SELECT id, task_type, success, error, duration_ms, created_at, prompt, system_prompt, output, provider, model_requested,
                    model_returned, agent, session, client, metadata FROM runs
                """));
    }

    [Fact]
    public async Task Two_hundred_recorders_at_once_lose_nothing()
    {
        SqliteLedger ledger = new(_folder.Database, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(recorder => Task.Run(() =>
        {
            for (int number = 0; number < 20; number++)
            {
                ledger.Record(Entries.Call($"{recorder}-{number}", Entries.Attempt()));
            }
        })));
        await ledger.DisposeAsync();

        Assert.Equal(new LedgerHealth(4000, 0, 0, null), ledger.Health);
        Assert.Equal(["4000"], Rows(_folder.Database, "SELECT COUNT(*) FROM runs"));
    }

    [Fact]
    public async Task A_finished_call_is_readable_by_others_while_the_ledger_is_open()
    {
        await using SqliteLedger ledger = new(_folder.Database, TimeProvider.System);
        ledger.Record(Entries.Call("a", Entries.Attempt()));
        await UntilAsync(() => ledger.Health.Written == 1);

        Assert.Equal(["a"], Rows(_folder.Database, "SELECT id FROM runs"));
    }

    [Fact]
    public async Task A_locked_database_is_written_once_it_is_free()
    {
        await WriteAsync(_folder.Database);
        await using SqliteLedger ledger = new(_folder.Database, TimeProvider.System);
        using (SqliteConnection other = Open(_folder.Database))
        using (SqliteTransaction locked = other.BeginTransaction())
        {
            ledger.Record(Entries.Call("a", Entries.Attempt()));
            await UntilAsync(() => ledger.Health.LastError is not null);
            Assert.Equal(1, ledger.Health.Pending);
        }

        await UntilAsync(() => ledger.Health.Written == 1);
        Assert.Null(ledger.Health.LastError);
    }

    [Fact]
    public async Task A_folder_that_is_missing_costs_no_call_and_is_made_good_later()
    {
        string folder = Path.Combine(_folder.Root, "later");
        await using SqliteLedger ledger = new(Path.Combine(folder, "data.db"), TimeProvider.System);
        ledger.Record(Entries.Call("a", Entries.Attempt()));
        await UntilAsync(() => ledger.Health.LastError is not null);
        Directory.CreateDirectory(folder);

        await UntilAsync(() => ledger.Health.Written == 1);
    }

    [Fact]
    public async Task What_does_not_fit_is_counted_as_lost_and_never_blocks()
    {
        string missing = Path.Combine(_folder.Root, "never", "data.db");
        SqliteLedger ledger = new(missing, TimeProvider.System, capacity: 10);
        for (int number = 0; number < 25; number++)
        {
            ledger.Record(Entries.Call($"{number}", Entries.Attempt()));
        }

        Assert.Equal(15, ledger.Health.Lost);
        await ledger.DisposeAsync();
        Assert.Equal((0, 0, 25), (ledger.Health.Written, ledger.Health.Pending, ledger.Health.Lost));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_written_takes_no_other_with_it()
    {
        LedgerHealth health = await WriteAsync(
            _folder.Database, Entries.Call("a", Entries.Attempt()), Entries.Call("b", Entries.Attempt(), Entries.Attempt()), Entries.Call("c", Entries.Attempt()));

        Assert.Equal((2, 1), (health.Written, health.Lost));
        Assert.Equal(["a", "c"], Rows(_folder.Database, "SELECT id FROM calls ORDER BY id"));
        Assert.Equal(["2"], Rows(_folder.Database, "SELECT SUM(requests) FROM rollups WHERE level = 0"));
    }

    [Fact]
    public async Task A_damaged_database_is_set_aside_and_a_new_one_started()
    {
        await File.WriteAllTextAsync(_folder.Database, new string('x', 8192), TestContext.Current.CancellationToken);
        List<string> notices = [];
        SqliteLedger ledger = new(_folder.Database, TimeProvider.System, notices.Add);
        ledger.Record(Entries.Call("a", Entries.Attempt()));
        await ledger.DisposeAsync();

        Assert.Equal(1, ledger.Health.Written);
        Assert.Single(Directory.GetFiles(_folder.Root, "data.damaged-*.db"));
        Assert.Contains("damaged", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_are_the_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using SqliteLedger ledger = new(_folder.Database, TimeProvider.System);
        ledger.Record(Entries.Call("a", Entries.Attempt()));
        await UntilAsync(() => ledger.Health.Written == 1);

        Assert.All(
            Directory.GetFiles(_folder.Root),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_second_start_keeps_what_the_first_wrote()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()));
        await WriteAsync(_folder.Database, Entries.Call("b", Entries.Attempt()), Entries.Call("a", Entries.Attempt()));

        Assert.Equal(["a", "b"], Rows(_folder.Database, "SELECT id FROM calls ORDER BY id"));
        Assert.Equal(["2"], Rows(_folder.Database, "SELECT SUM(requests) FROM rollups WHERE level = 0"));
    }
}
