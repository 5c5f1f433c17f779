using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Adds a batch's sums to the rollup tables, inside the transaction that holds its rows.</summary>
internal sealed class RollupStatements(sqlite3 database) : IDisposable
{
    private readonly RowNumbers<RollupKey> _keys = RollupKeyNumbers.Open(database);

    private readonly RowNumbers<string> _sessions = new(
        database,
        "SELECT id FROM sessions WHERE name = ?",
        $"INSERT INTO sessions (name, first_ms, last_ms, requests, cost_nano) VALUES (?, {long.MaxValue}, {long.MinValue}, 0, 0)",
        (statement, name) => statement.Bind(name));

    private readonly Statement _latency = new(database, "SELECT latency FROM rollups WHERE level = ? AND period = ? AND key = ?");
    private readonly Statement _add = Upsert(database, "rollups", "level, period, key");
    private readonly Statement _sessionLatency = new(database, "SELECT latency FROM session_rollups WHERE session = ? AND hour = ? AND key = ?");
    private readonly Statement _addSession = Upsert(database, "session_rollups", "session, hour, key");

    private readonly Statement _span = new(
        database,
        "UPDATE sessions SET first_ms = MIN(first_ms, ?), last_ms = MAX(last_ms, ?), requests = requests + ?, cost_nano = cost_nano + ? WHERE id = ?");

    public void Add(RollupBatch batch)
    {
        foreach ((RollupPlace place, Tally tally) in batch.Places())
        {
            Add(place, tally);
        }

        foreach ((SessionPlace place, Tally tally) in batch.SessionPlaces)
        {
            Add(_sessionLatency, _addSession, _sessions.Of(place.Session), place.Hour, _keys.Of(place.Key), tally);
        }

        foreach ((string name, SessionSpan span) in batch.Sessions)
        {
            _ = _span.Bind(span.FirstMs).Bind(span.LastMs).Bind(span.Requests).Bind(span.CostNano).Bind(_sessions.Of(name)).Run();
        }
    }

    public void Add(RollupPlace place, Tally tally) => Add(_latency, _add, place.Level.Code, place.Period, _keys.Of(place.Key), tally);

    /// <summary>After a transaction was undone: the numbers it gave are not there.</summary>
    public void Forget()
    {
        _keys.Forget();
        _sessions.Forget();
    }

    public void Dispose()
    {
        _keys.Dispose();
        _sessions.Dispose();
        _latency.Dispose();
        _add.Dispose();
        _sessionLatency.Dispose();
        _addSession.Dispose();
        _span.Dispose();
    }

    private static void Add(Statement latency, Statement add, long first, long second, long third, Tally tally)
    {
        LatencyHistogram merged = tally.Latency;
        if (merged.Count > 0 && latency.Bind(first).Bind(second).Bind(third).Next())
        {
            merged.Merge(latency.Blob(0));
            latency.Reset();
        }

        add.Bind(first).Bind(second).Bind(third);
        for (Sum sum = 0; (int)sum < SumColumns.Names.Count; sum++)
        {
            add.Bind(tally[sum]);
        }

        _ = add.Bind(merged.Pack()).Run();
    }

    /// <summary>An empty histogram leaves the one that is there: sums may change without a call.</summary>
    private static Statement Upsert(sqlite3 database, string table, string keys)
    {
        string places = string.Join(", ", Enumerable.Repeat("?", 3 + SumColumns.Names.Count + 1));
        return new(
            database,
            $"INSERT INTO {table} ({keys}, {string.Join(", ", SumColumns.Names)}, latency) VALUES ({places}) "
            + $"ON CONFLICT DO UPDATE SET {string.Join(", ", SumColumns.Names.Select(sum => $"{sum} = {sum} + excluded.{sum}"))}, "
            + "latency = CASE WHEN LENGTH(excluded.latency) = 0 THEN latency ELSE excluded.latency END");
    }
}
