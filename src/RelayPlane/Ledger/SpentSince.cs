using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>Reads what was spent, for budgets that go on after a restart: a few hours call by call, the rest as the rollups sum it by the hour.</summary>
internal static class SpentSince
{
    private const long HourMs = 3_600_000;

    /// <summary>Level 0 has one row an hour for all that a call is split by but its session.</summary>
    private const string ByTarget = """
        SELECT r.period, '', k.agent, k.client, k.model, SUM(r.cost_nano), SUM(r.tokens_in + r.tokens_out)
        FROM rollups r JOIN rollup_keys k ON k.id = r.key
        WHERE r.level = 0 AND r.period >= $from AND r.runs > 0 GROUP BY 1, 3, 4, 5
        """;

    private const string BySession = """
        SELECT r.hour, s.name, '', '', NULL, SUM(r.cost_nano), SUM(r.tokens_in + r.tokens_out)
        FROM sessions s JOIN session_rollups r ON r.session = s.id
        WHERE s.last_ms >= $from * 3600000 AND r.hour >= $from AND s.name <> '' GROUP BY 2, 1
        """;

    /// <param name="path">The database; nothing is read where there is none.</param>
    /// <param name="from">The oldest hour to read.</param>
    /// <param name="exact">Moments whose whole hours are read call by call: the present, and those in which a window or a reset begins. Where calls of such an hour are deleted by now, it counts as the rollups sum it.</param>
    public static IReadOnlyList<SpentRow> Read(string path, DateTimeOffset from, IEnumerable<DateTimeOffset> exact)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return [];
        }

        using var snapshot = connection.BeginTransaction(deferred: true);
        List<SpentRow> rows = [];
        var deletedBeforeMs = DeletedBeforeMs(connection);
        HashSet<long> hours = [.. exact.Select(HourOf).Where(hour => hour >= HourOf(from) && hour * HourMs >= deletedBeforeMs)];
        foreach (var hour in hours)
        {
            Calls(connection, hour, rows);
        }

        Hours(connection, ByTarget, from, hours, rows);
        Hours(connection, BySession, from, hours, rows);
        return rows;
    }

    private static long DeletedBeforeMs(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM facts WHERE name = 'deleted_before_ms'";
        return command.ExecuteScalar() is long before ? before : long.MinValue;
    }

    private static void Calls(SqliteConnection connection, long hour, List<SpentRow> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT c.at_ms, c.session, c.agent, c.client, a.model, COALESCE(a.cost_nano, 0), COALESCE(a.tokens_in, 0) + COALESCE(a.tokens_out, 0)
            FROM calls c JOIN attempts a ON a.call = c.seq
            WHERE c.at_ms >= $from AND c.at_ms < $to AND a.is_run = 1
            """;
        command.Parameters.AddWithValue("$from", hour * HourMs);
        command.Parameters.AddWithValue("$to", (hour + 1) * HourMs);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            rows.Add(Row(row, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0))));
        }
    }

    private static void Hours(SqliteConnection connection, string sql, DateTimeOffset from, HashSet<long> exact, List<SpentRow> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", HourOf(from));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            // At the hour's end, so that a window that rolls along counts it too long rather than too short.
            var hour = row.GetInt64(0);
            if (!exact.Contains(hour))
            {
                rows.Add(Row(row, DateTimeOffset.FromUnixTimeMilliseconds(((hour + 1) * HourMs) - 1)));
            }
        }
    }

    private static long HourOf(DateTimeOffset at) => Math.DivRem(at.ToUnixTimeSeconds(), 3600).Quotient;

    private static SpentRow Row(SqliteDataReader row, DateTimeOffset at) =>
        new(at, Text(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), row.GetInt64(5), row.GetInt64(6));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
