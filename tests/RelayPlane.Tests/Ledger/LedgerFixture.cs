using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;

namespace RelayPlane.Tests.Ledger;

/// <summary>What tests of the ledger ask a database through a connection of their own.</summary>
internal static class LedgerFixture
{
    /// <summary>Makes of a database of this version one of the fourth.</summary>
    public const string ToVersionFour = """
        PRAGMA foreign_keys = OFF;
        DROP TABLE decisions; DROP TABLE decision_texts; DROP TABLE outcomes; DROP TABLE routings; DROP TABLE routing_keys;
        ALTER TABLE attempts DROP COLUMN escalated;
        DELETE FROM rollups WHERE level IN (4, 5, 6, 7, 16, 26, 36);
        ALTER TABLE rollup_keys RENAME TO keys_with_tier;
        CREATE TABLE rollup_keys (
            id INTEGER PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL, endpoint TEXT NOT NULL, agent TEXT NOT NULL, client TEXT NOT NULL, route TEXT NOT NULL,
            status INTEGER NOT NULL, in_session INTEGER NOT NULL, UNIQUE (provider, model, endpoint, agent, client, route, status, in_session)) STRICT;
        INSERT INTO rollup_keys SELECT id, provider, model, endpoint, agent, client, route, status, in_session FROM keys_with_tier;
        DROP TABLE keys_with_tier;
        PRAGMA user_version = 4;
        """;

    /// <summary>Records the calls and closes the ledger, so that all are written.</summary>
    public static async Task<LedgerHealth> WriteAsync(string path, params CallEntry[] calls)
    {
        SqliteLedger ledger = new(path, TimeProvider.System);
        foreach (CallEntry call in calls)
        {
            ledger.Record(call);
        }

        await ledger.DisposeAsync();
        return ledger.Health;
    }

    public static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        SqliteConnection connection = new($"Data Source={path};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Execute(string path, string sql)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, each as its values joined by <c>|</c>; NULL is <c>-</c>.</summary>
    public static List<string> Rows(string path, string sql)
    {
        using SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "-" : reader.GetString(column))));
        }

        return rows;
    }

    /// <summary>Waits for what another task is about to do; fails after ten seconds.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
