using System.Globalization;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>The statements behind statistics: over the whole hours of a rollup table, and over the calls of the broken hour at the beginning.</summary>
internal static class StatsSql
{
    private const long MillisecondsPerHour = 3_600_000;

    private const string RunsModel = "endpoint NOT IN ('count_tokens', 'gemini_count_tokens', 'models', 'model', 'other')";

    public static void Read(sqlite3 database, StatsQuery query, StatsSums sums)
    {
        long since = query.Since.ToUnixTimeMilliseconds();
        long firstHour = (long)Math.Ceiling(since / (double)MillisecondsPerHour);
        ReadHours(database, query.By, firstHour, sums);
        ReadCalls(database, query.By, since, firstHour * MillisecondsPerHour, sums);
        ReadOthers(database, since, firstHour * MillisecondsPerHour, sums);
    }

    private static void ReadHours(sqlite3 database, StatsGroup by, long firstHour, StatsSums sums)
    {
        (string table, string runsModel) = by is StatsGroup.Session ? ("session_rollups", "1") : ("rollups", RunsModel);
        using Statement row = new(database, $"""
            SELECT {RollupKey(by)}, requests, errors, attempts, runs, unpriced, tokens_in, cache_read_tokens, cache_write_5m_tokens,
                cache_write_1h_tokens, tokens_out, reasoning_tokens, cost_nano, latency, {runsModel}
            FROM {table} WHERE hour >= ?
            """);
        row.Bind(firstHour);
        while (row.Next())
        {
            if (row.Number(14) == 0)
            {
                sums.OtherRequests += row.Number(1);
                continue;
            }

            Tally tally = sums.Of(Key(row, by));
            tally.Requests += row.Number(1);
            tally.Errors += row.Number(2);
            tally.Attempts += row.Number(3);
            tally.Latency.Merge(row.Blob(13));
            AddRuns(tally, row);
        }

        if (by is StatsGroup.Session)
        {
            sums.OtherRequests += Number(database, $"SELECT SUM(requests) FROM rollups WHERE hour >= ? AND NOT {RunsModel}", firstHour);
        }
    }

    private static void ReadCalls(sqlite3 database, StatsGroup by, long since, long until, StatsSums sums)
    {
        using Statement row = new(database, $"""
            SELECT {CallKey(by)}, a.seq IS (SELECT MAX(seq) FROM attempts WHERE call = c.seq), c.outcome IN ('refused', 'failed'), a.seq IS NOT NULL,
                a.is_run, a.is_run = 1 AND a.cost_nano IS NULL, a.tokens_in, a.cache_read_tokens, a.cache_write_5m_tokens,
                a.cache_write_1h_tokens, a.tokens_out, a.reasoning_tokens, a.cost_nano, c.total_us
            FROM calls c LEFT JOIN attempts a ON a.call = c.seq
            WHERE c.at_ms >= ? AND c.at_ms < ? AND c.{RunsModel}
            """);
        row.Bind(since).Bind(until);
        while (row.Next())
        {
            Tally tally = sums.Of(Key(row, by));
            if (row.Number(1) != 0)
            {
                tally.AddCall(row.Number(2) != 0, row.Number(13));
            }

            tally.Attempts += row.Number(3);
            if (row.Number(4) != 0)
            {
                AddRuns(tally, row);
            }
        }
    }

    private static void ReadOthers(sqlite3 database, long since, long until, StatsSums sums) =>
        sums.OtherRequests += Number(database, $"SELECT COUNT(*) FROM calls WHERE at_ms >= ? AND at_ms < ? AND NOT {RunsModel}", since, until);

    /// <summary>Columns 4 to 12: runs, unpriced, the token classes, cost.</summary>
    private static void AddRuns(Tally tally, Statement row)
    {
        tally.Runs += row.Number(4);
        tally.Unpriced += row.Number(5);
        tally.TokensIn += row.Number(6);
        tally.CacheRead += row.Number(7);
        tally.CacheWrite5m += row.Number(8);
        tally.CacheWrite1h += row.Number(9);
        tally.TokensOut += row.Number(10);
        tally.Reasoning += row.Number(11);
        tally.CostNano += row.Number(12);
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

    private static string Key(Statement row, StatsGroup by) => by switch
    {
        StatsGroup.Day => DateTime.UnixEpoch.AddDays(row.Number(0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        StatsGroup.Status => row.Number(0) is var status and not 0 ? status.ToString(CultureInfo.InvariantCulture) : "",
        _ => row.Text(0),
    };

    private static long Number(sqlite3 database, string sql, params ReadOnlySpan<long> parameters)
    {
        using Statement statement = new(database, sql);
        foreach (long parameter in parameters)
        {
            statement.Bind(parameter);
        }

        return statement.Next() ? statement.Number(0) : 0;
    }
}
