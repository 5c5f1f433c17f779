using Microsoft.Data.Sqlite;
using RelayPlane.Ledger;

namespace RelayPlane.Tests.Ledger;

/// <summary>What tests of the ledger ask a database through a connection of their own.</summary>
internal static class LedgerFixture
{
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
