using Microsoft.Data.Sqlite;
using RelayPlane.Ledger.Decisions;

namespace RelayPlane.Ledger;

/// <summary>Reads whole calls through an open connection, of whatever version its database is.</summary>
internal static class CallReading
{
    /// <param name="agentName">What an agent is called, by what its calls were recorded under; as they were recorded where it is not said.</param>
    /// <param name="which">What follows <c>FROM calls</c>.</param>
    public static List<WrittenCall> Read(SqliteConnection connection, Func<string, string>? agentName, string which, params object[] values)
    {
        var price = Has(connection, "prices")
            ? "p.provider AS price_provider, p.model AS price_model, p.basis AS price_basis FROM attempts a LEFT JOIN prices p ON p.id = a.price"
            : "NULL AS price_provider FROM attempts a";
        using var attempts = Ready(connection, $"SELECT a.*, {price} WHERE a.call = $0 ORDER BY a.number", 0L);
        using var decisions = Has(connection, "decisions") ? new FoundDecisions(connection.Handle!) : null;
        using var calls = Ready(connection, $"SELECT * FROM calls {which}", values);
        using var row = calls.ExecuteReader();
        var named = new NamedRow(row);
        var found = new List<WrittenCall>();
        while (row.Read())
        {
            var seq = named.Number("seq") ?? 0;
            found.Add(new(seq, Named(agentName, EntryReading.Call(named, AttemptsOf(seq, attempts)) with { Decision = decisions?.Of(seq) })));
        }

        return found;
    }

    private static CallEntry Named(Func<string, string>? agentName, CallEntry call) => agentName is null ? call : call with
    {
        Agent = call.Agent is { } agent ? agentName(agent) : null,
        ParentAgent = call.ParentAgent is { } parent ? agentName(parent) : null,
    };

    private static List<AttemptEntry> AttemptsOf(long call, SqliteCommand attempts)
    {
        attempts.Parameters[0].Value = call;
        using var row = attempts.ExecuteReader();
        var named = new NamedRow(row);
        var found = new List<AttemptEntry>();
        while (row.Read())
        {
            found.Add(EntryReading.Attempt(named));
        }

        return found;
    }

    public static bool Has(SqliteConnection connection, string table)
    {
        using var command = Ready(connection, "SELECT 1 FROM sqlite_master WHERE name = $0 AND type = 'table'", table);
        return command.ExecuteScalar() is not null;
    }

    public static SqliteCommand Ready(SqliteConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }

        return command;
    }
}
