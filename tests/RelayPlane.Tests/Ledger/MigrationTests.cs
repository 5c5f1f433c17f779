using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

/// <summary>A database that version 0.1.0 wrote.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public MigrationTests() => Execute(_folder.Database, Schema.Migrations[0] + """
        ;INSERT INTO calls (seq, id, at_ms, api, endpoint, method, path, stream, session, agent, status, outcome, queue_us, total_us, bytes_in, bytes_out, attempts) VALUES
            (1, 'a', 1795521600000, 'anthropic', 'messages', 'POST', '/v1/messages', 0, 's', 'coder', 200, 'answered', 0, 800000, 1, 1, 2),
            (2, 'b', 1795525200000, 'anthropic', 'count_tokens', 'POST', '/v1/messages/count_tokens', 0, 's', 'coder', 200, 'answered', 0, 800000, 1, 1, 1),
            (3, 'c', 1795525200000, 'anthropic', 'messages', 'POST', '/v1/messages', 0, NULL, NULL, NULL, 'refused', 0, 10, 1, 1, 0);
        INSERT INTO attempts (call, number, created_at, provider, model, verdict, status, total_us, is_run, partial, tokens_in, tokens_out, input_tokens,
            cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, reasoning_tokens, cost_nano) VALUES
            (1, 1, '2026-11-24 12:00:00', 'anthropic', 'claude-haiku-4-5', 'overloaded', 529, 100, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
            (1, 2, '2026-11-24 12:00:01', 'openai', 'gpt-5', 'answered', 200, 100, 1, 0, 127, 50, 100, 20, 3, 4, 10, 177),
            (2, 1, '2026-11-24 13:00:00', 'anthropic', 'claude-haiku-4-5', 'answered', 200, 100, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO rollups VALUES (498756, 'openai', 'gpt-5', 'messages', 'coder', '', 200, 'answered', 1, 0, 1, 1, 0, 127, 20, 3, 4, 50, 10, 177, x'');
        PRAGMA user_version = 1
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whoever_only_reads_it_is_told_who_brings_it_up_to_date() =>
        Assert.Contains("relayplane start", Assert.ThrowsAny<Exception>(() => new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Model))).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_calls_can_be_looked_up_as_it_is() => Assert.Equal(2, new CallsReader(_folder.Database).Find("a")!.Attempts.Count);

    [Fact]
    public void Brought_up_to_date_it_keeps_its_calls_and_every_rollup_is_made_of_them()
    {
        LedgerFile.OpenForWriting(_folder.Database).Dispose();

        foreach (StatsGroup by in Enum.GetValues<StatsGroup>())
        {
            Stats stats = new LedgerReader(_folder.Database).Query(new(Entries.Noon.AddDays(-1), by));
            Assert.Equal((2, 1, 2, 1, 177, 1), (stats.Total.Requests, stats.Total.Errors, stats.Total.Attempts, stats.Total.Runs, stats.Total.CostNano, stats.OtherRequests));
        }

        Assert.Equal(["a-2|gpt-5|177|-|0"], Rows(_folder.Database, "SELECT id, model, cost_nano, price_status, web_searches FROM runs"));
        Assert.Equal(["5"], Rows(_folder.Database, "PRAGMA user_version"));
    }

    [Fact]
    public async Task A_database_of_the_version_before_is_split_by_tier_and_says_of_everything_else_what_it_said()
    {
        File.Delete(_folder.Database);
        await WriteAsync(_folder.Database, [.. RandomCalls.Make(11, 200, TimeSpan.FromDays(3)).Select(call => call with { Decision = null })]);
        Func<string> said = () => string.Join('\n', Enum.GetValues<StatsGroup>().Select(by => StatsAnswer.Of(Ask(by), new LedgerReader(_folder.Database).Query(Ask(by))).Write()));
        string before = said();
        List<string> runs = Rows(_folder.Database, "SELECT * FROM runs ORDER BY id");
        Execute(_folder.Database, ToVersionFour);

        await WriteAsync(_folder.Database);

        Assert.Equal(before, said());
        Assert.Equal(runs, Rows(_folder.Database, "SELECT * FROM runs ORDER BY id"));
        Assert.Empty(Rows(_folder.Database, "PRAGMA foreign_key_check"));
        Assert.Equal(["1"], Rows(_folder.Database, "SELECT foreign_keys FROM pragma_foreign_keys"));
        Assert.NotEmpty(new LedgerReader(_folder.Database).Query(Ask(StatsGroup.Tier)).Rows);

        static StatsQuery Ask(StatsGroup by) => new(Entries.Noon.AddHours(-70.3), by) { Until = Entries.Noon.AddHours(-1.2) };
    }

    [Fact]
    public async Task It_goes_on_taking_calls()
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()), Entries.Call("d", Entries.Attempt()) with { Session = "s" });

        Assert.Equal(2 * 177, new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Session)).Rows.Single(row => row.Key.First == "s").Tally.CostNano);
    }

    [Fact]
    public void What_a_newer_version_wrote_is_left_as_it_is()
    {
        Execute(_folder.Database, "PRAGMA user_version = 99");

        Assert.Contains("newer", Assert.ThrowsAny<Exception>(() => new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Model))).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => LedgerFile.OpenForWriting(_folder.Database));
    }
}
