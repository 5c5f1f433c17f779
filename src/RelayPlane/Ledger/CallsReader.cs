using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>
/// Reads whole calls from the database through connections of its own that only read, whether the gateway runs or not. Each question opens the
/// file anew, so that one that is made, replaced or upgraded meanwhile is found. <c>seq</c> is the order in which calls were written.
/// </summary>
/// <param name="agentName">What an agent is called, by what its calls were recorded under; as they were recorded where it is not said.</param>
internal sealed class CallsReader(string path, Func<string, string>? agentName = null)
{
    private const string Ids = "SELECT id FROM calls WHERE id ";

    /// <summary>The calls that were written after one, in order; from the beginning again where the database is another by now.</summary>
    public IReadOnlyList<WrittenCall> After(long seq, int most) => Ask(connection =>
    {
        var newest = Newest(connection);
        return newest == seq ? [] : Read(connection, "WHERE seq > $0 ORDER BY seq LIMIT $1", newest < seq ? 0 : seq, most);
    }) ?? [];

    /// <summary>The calls that were written before one, the newest first.</summary>
    public IReadOnlyList<WrittenCall> Before(long seq, int most) =>
        Ask(connection => Read(connection, "WHERE seq < $0 ORDER BY seq DESC LIMIT $1", seq, most)) ?? [];

    /// <summary>The call that was written last; null before the first.</summary>
    public CallEntry? Last() => Before(long.MaxValue, 1) is [var last] ? last.Call : null;

    public CallEntry? Find(string id) => Ask(connection => Read(connection, "WHERE id = $0", id)) is [var found] ? found.Call : null;

    /// <summary>Ids that begin with this, in order.</summary>
    public IReadOnlyList<string> Beginning(string prefix, int most) =>
        Ask(connection => Texts(connection, Ids + ">= $0 AND id < $0 || char(1114111) ORDER BY id LIMIT $1", prefix, most)) ?? [];

    /// <summary>The ids that stand next to this: ids begin with the time, so these calls came about then.</summary>
    public IReadOnlyList<string> Near(string id, int each) => Ask<IReadOnlyList<string>>(connection =>
    [
        .. Enumerable.Reverse(Texts(connection, Ids + "< $0 ORDER BY id DESC LIMIT $1", id, each)),
        .. Texts(connection, Ids + "> $0 ORDER BY id LIMIT $1", id, each),
    ]) ?? [];

    private T? Ask<T>(Func<SqliteConnection, T> question)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var connection = LedgerFile.OpenForReading(path);
        using var snapshot = connection.BeginTransaction(deferred: true);
        return CallReading.Has(connection, "calls") ? question(connection) : null;
    }

    private List<WrittenCall> Read(SqliteConnection connection, string which, params object[] values) => CallReading.Read(connection, agentName, which, values);

    private static long Newest(SqliteConnection connection)
    {
        using var command = CallReading.Ready(connection, "SELECT MAX(seq) FROM calls");
        return command.ExecuteScalar() is long newest ? newest : 0;
    }

    private static List<string> Texts(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = CallReading.Ready(connection, sql, values);
        using var row = command.ExecuteReader();
        var texts = new List<string>();
        while (row.Read())
        {
            texts.Add(row.GetString(0));
        }

        return texts;
    }
}

/// <summary>A call and its place in the order of writing.</summary>
internal readonly record struct WrittenCall(long Seq, CallEntry Call);
