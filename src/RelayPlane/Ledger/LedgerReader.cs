using Microsoft.Data.Sqlite;
using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>
/// Answers questions from the database through connections of its own that only read, whether the gateway runs or not. Whole hours come
/// from the rollups; the part of an hour at the beginning is summed from its rows, so that the answer is exact.
/// </summary>
internal sealed class LedgerReader(string path)
{
    /// <summary>Sums what was asked; empty where there is no database yet.</summary>
    public Stats Query(StatsQuery query)
    {
        StatsSums sums = new();
        using SqliteConnection? connection = TryOpen();
        if (connection is not null)
        {
            using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
            StatsReading.Read(connection.Handle!, query, sums);
        }

        return sums.ToStats(query);
    }

    /// <summary>The newest calls, newest first.</summary>
    public IReadOnlyList<RecentCall> RecentCalls(int limit)
    {
        using SqliteConnection? connection = TryOpen();
        if (connection is null)
        {
            return [];
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT c.id, c.at_ms, c.endpoint, l.provider, l.model, c.model_requested, c.agent, c.session, c.client, c.status, c.outcome, c.error,
                c.total_us, c.first_byte_us, c.attempts, s.tokens_in, s.cache_read, s.tokens_out, s.cost_nano
            FROM (SELECT * FROM calls ORDER BY at_ms DESC, seq DESC LIMIT $limit) c
            LEFT JOIN attempts l ON l.seq = (SELECT MAX(seq) FROM attempts WHERE call = c.seq)
            LEFT JOIN (SELECT call, SUM(tokens_in) AS tokens_in, SUM(cache_read_tokens) AS cache_read, SUM(tokens_out) AS tokens_out,
                    CASE WHEN COUNT(cost_nano) = COUNT(*) THEN SUM(cost_nano) END AS cost_nano
                FROM attempts
                WHERE is_run = 1 AND call IN (SELECT seq FROM calls ORDER BY at_ms DESC, seq DESC LIMIT $limit) GROUP BY call) s ON s.call = c.seq
            ORDER BY c.at_ms DESC, c.seq DESC
            """;
        command.Parameters.AddWithValue("$limit", limit);
        using SqliteDataReader row = command.ExecuteReader();
        List<RecentCall> calls = [];
        while (row.Read())
        {
            calls.Add(Read(row));
        }

        return calls;
    }

    private static RecentCall Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        Endpoint = row.GetString(2),
        Provider = Text(row, 3),
        Model = Text(row, 4),
        ModelRequested = Text(row, 5),
        Agent = Text(row, 6),
        Session = Text(row, 7),
        Client = Text(row, 8),
        Status = (int?)Number(row, 9),
        Outcome = row.GetString(10),
        Error = Text(row, 11),
        Total = TimeSpan.FromMicroseconds(row.GetInt64(12)),
        FirstByte = Number(row, 13) is { } first ? TimeSpan.FromMicroseconds(first) : null,
        Attempts = row.GetInt32(14),
        TokensIn = Number(row, 15),
        CacheRead = Number(row, 16),
        TokensOut = Number(row, 17),
        Cost = Number(row, 18) is { } nano ? new Money(nano) : null,
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>Null where there is no database, or one that the gateway has made but not given its tables yet.</summary>
    private SqliteConnection? TryOpen()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        SqliteConnection connection = LedgerFile.OpenForReading(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT user_version >= {Schema.Migrations.Count} FROM pragma_user_version";
        if (command.ExecuteScalar() is 1L)
        {
            return connection;
        }

        connection.Dispose();
        return null;
    }
}
