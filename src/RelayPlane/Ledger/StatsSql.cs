using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>The two statements behind statistics: one over whole hours of a rollup table, one over the calls of the broken hour at the beginning.</summary>
internal static class StatsSql
{
    private const long MillisecondsPerHour = 3_600_000;

    private const string RunsModel = "endpoint NOT IN ('count_tokens', 'gemini_count_tokens', 'models', 'model', 'other')";

    public static void Read(SqliteConnection connection, StatsQuery query, StatsSums sums)
    {
        long since = query.Since.ToUnixTimeMilliseconds();
        long firstHour = (long)Math.Ceiling(since / (double)MillisecondsPerHour);
        ReadHours(connection, query.By, firstHour, sums);
        ReadCalls(connection, query.By, since, firstHour * MillisecondsPerHour, sums);
        ReadOther(connection, since, firstHour, sums);
    }

    private static void ReadHours(SqliteConnection connection, StatsGroup by, long firstHour, StatsSums sums)
    {
        (string table, string filter) = by is StatsGroup.Session ? ("session_rollups", "1") : ("rollups", RunsModel);
        Read(connection, $"""
            SELECT {RollupKey(by)}, requests, errors, attempts, runs, unpriced, tokens_in, cache_read_tokens, cache_write_5m_tokens,
                cache_write_1h_tokens, tokens_out, reasoning_tokens, cost_nano, latency
            FROM {table} WHERE hour >= $from AND {filter}
            """, firstHour, 0, row =>
        {
            byte[] latency = row.GetFieldValue<byte[]>(13);
            foreach (Tally tally in sums.Of(Key(row, by)))
            {
                tally.Requests += row.GetInt64(1);
                tally.Errors += row.GetInt64(2);
                tally.Attempts += row.GetInt64(3);
                tally.Latency.Merge(latency);
                AddRuns(tally, row, 4);
            }
        });
    }

    private static void ReadCalls(SqliteConnection connection, StatsGroup by, long since, long until, StatsSums sums)
    {
        Read(connection, $"""
            SELECT {CallKey(by)}, a.seq IS (SELECT MAX(seq) FROM attempts WHERE call = c.seq), c.outcome IN ('refused', 'failed'), a.number IS NOT NULL,
                COALESCE(a.is_run, 0), COALESCE(a.is_run = 1 AND a.cost_nano IS NULL, 0), COALESCE(a.tokens_in, 0),
                COALESCE(a.cache_read_tokens, 0), COALESCE(a.cache_write_5m_tokens, 0), COALESCE(a.cache_write_1h_tokens, 0),
                COALESCE(a.tokens_out, 0), COALESCE(a.reasoning_tokens, 0), COALESCE(a.cost_nano, 0), c.total_us
            FROM calls c LEFT JOIN attempts a ON a.call = c.seq
            WHERE c.at_ms >= $from AND c.at_ms < $to AND c.{RunsModel}
            """, since, until, row =>
        {
            foreach (Tally tally in sums.Of(Key(row, by)))
            {
                if (row.GetBoolean(1))
                {
                    tally.AddCall(row.GetBoolean(2), row.GetInt64(13));
                }

                tally.Attempts += row.GetInt64(3);
                if (row.GetBoolean(4))
                {
                    AddRuns(tally, row, 4);
                }
            }
        });
    }

    private static void ReadOther(SqliteConnection connection, long since, long firstHour, StatsSums sums)
    {
        void Add(SqliteDataReader row) => sums.OtherRequests += row.GetInt64(0);
        Read(connection, $"SELECT COALESCE(SUM(requests), 0) FROM rollups WHERE hour >= $from AND NOT {RunsModel}", firstHour, 0, Add);
        Read(
            connection,
            $"SELECT COUNT(*) FROM calls WHERE at_ms >= $from AND at_ms < $to AND NOT {RunsModel}",
            since,
            firstHour * MillisecondsPerHour,
            Add);
    }

    /// <summary>From the column <paramref name="first"/> on: runs, unpriced, the token classes, cost.</summary>
    private static void AddRuns(Tally tally, SqliteDataReader row, int first)
    {
        tally.Runs += row.GetInt64(first);
        tally.Unpriced += row.GetInt64(first + 1);
        tally.TokensIn += row.GetInt64(first + 2);
        tally.CacheRead += row.GetInt64(first + 3);
        tally.CacheWrite5m += row.GetInt64(first + 4);
        tally.CacheWrite1h += row.GetInt64(first + 5);
        tally.TokensOut += row.GetInt64(first + 6);
        tally.Reasoning += row.GetInt64(first + 7);
        tally.CostNano += row.GetInt64(first + 8);
    }

    private static string RollupKey(StatsGroup by) => by is StatsGroup.Day ? "hour / 24" : Column(by);

    private static string CallKey(StatsGroup by) => by switch
    {
        StatsGroup.Model or StatsGroup.Provider => $"COALESCE(a.{Column(by)}, '')",
        StatsGroup.Status => "COALESCE(c.status, 0)",
        StatsGroup.Day => "c.at_ms / 86400000",
        _ => $"COALESCE(c.{Column(by)}, '')",
    };

    private static string Column(StatsGroup by) => by switch
    {
        StatsGroup.Model => "model",
        StatsGroup.Provider => "provider",
        StatsGroup.Status => "status",
        StatsGroup.Agent => "agent",
        _ => "session",
    };

    private static string Key(SqliteDataReader row, StatsGroup by) => by switch
    {
        StatsGroup.Day => DateTime.UnixEpoch.AddDays(row.GetInt64(0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        StatsGroup.Status => row.GetInt64(0) is var status and not 0 ? status.ToString(CultureInfo.InvariantCulture) : "",
        _ => row.GetString(0),
    };

    private static void Read(SqliteConnection connection, string sql, long from, long to, Action<SqliteDataReader> add)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            add(row);
        }
    }
}
