using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Adds a batch's sums to the two rollup tables, inside the transaction that holds its rows.</summary>
internal sealed class RollupStatements(sqlite3 database) : IDisposable
{
    private const string SumColumns =
        "requests, errors, attempts, runs, unpriced, tokens_in, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, "
        + "tokens_out, reasoning_tokens, cost_nano, latency";

    private readonly Statement _rollupLatency = Latency(database, "rollups", RollupColumns);
    private readonly Statement _sessionLatency = Latency(database, "session_rollups", SessionColumns);
    private readonly Statement _addRollup = Upsert(database, "rollups", RollupColumns);
    private readonly Statement _addSession = Upsert(database, "session_rollups", SessionColumns);

    private static string[] RollupColumns => ["hour", "provider", "model", "endpoint", "agent", "client", "status", "outcome"];

    private static string[] SessionColumns => ["hour", "session"];

    public void Add(RollupBatch batch)
    {
        foreach ((RollupKey key, Tally tally) in batch.Rollups)
        {
            MergeLatency(Bind(_rollupLatency, key), tally);
            Bind(Bind(_addRollup, key), tally).Run();
        }

        foreach ((SessionKey key, Tally tally) in batch.Sessions)
        {
            MergeLatency(Bind(_sessionLatency, key), tally);
            Bind(Bind(_addSession, key), tally).Run();
        }
    }

    public void Dispose()
    {
        _rollupLatency.Dispose();
        _sessionLatency.Dispose();
        _addRollup.Dispose();
        _addSession.Dispose();
    }

    private static void MergeLatency(Statement before, Tally tally)
    {
        if (before.Next())
        {
            tally.Latency.Merge(before.Blob(0));
            before.Reset();
        }
    }

    private static Statement Bind(Statement statement, in RollupKey key) => statement
        .Bind(key.Hour).Bind(key.Provider).Bind(key.Model).Bind(key.Endpoint).Bind(key.Agent).Bind(key.Client)
        .Bind(key.Status).Bind(Words.Of(key.Outcome));

    private static Statement Bind(Statement statement, in SessionKey key) => statement.Bind(key.Hour).Bind(key.Session);

    private static Statement Bind(Statement statement, Tally tally) => statement
        .Bind(tally.Requests).Bind(tally.Errors).Bind(tally.Attempts).Bind(tally.Runs).Bind(tally.Unpriced)
        .Bind(tally.TokensIn).Bind(tally.CacheRead).Bind(tally.CacheWrite5m).Bind(tally.CacheWrite1h)
        .Bind(tally.TokensOut).Bind(tally.Reasoning).Bind(tally.CostNano).Bind(tally.Latency.Pack());

    private static Statement Latency(sqlite3 database, string table, string[] keys) =>
        new(database, $"SELECT latency FROM {table} WHERE {string.Join(" AND ", keys.Select(key => key + " = ?"))}");

    private static Statement Upsert(sqlite3 database, string table, string[] keys)
    {
        string[] sums = SumColumns.Split(", ");
        IEnumerable<string> updates = sums.Select(sum => sum == "latency" ? "latency = excluded.latency" : $"{sum} = {sum} + excluded.{sum}");
        string places = string.Join(", ", Enumerable.Repeat("?", keys.Length + sums.Length));
        return new(
            database,
            $"INSERT INTO {table} ({string.Join(", ", keys)}, {SumColumns}) VALUES ({places}) "
            + $"ON CONFLICT DO UPDATE SET {string.Join(", ", updates)}");
    }
}
