using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Whether the answers of calls were good, as somebody said. Written in short transactions of their own, beside a gateway that may be writing.</summary>
/// <param name="path">The database.</param>
internal sealed class Labels(string path)
{
    private const int BusyMilliseconds = 10_000;

    /// <summary>Null where nobody has said.</summary>
    public bool? Find(string call)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var connection = LedgerFile.OpenForReading(path);
        if (!CallReading.Has(connection, "outcomes"))
        {
            return null;
        }

        using Statement find = new(connection.Handle!, "SELECT good FROM outcomes WHERE call_id = ?");
        return find.Bind(call).Next() ? find.Number(0) != 0 : null;
    }

    /// <summary>All of them, by call.</summary>
    public static IReadOnlyDictionary<string, bool> All(sqlite3 database)
    {
        Dictionary<string, bool> all = new(StringComparer.Ordinal);
        using Statement rows = new(database, "SELECT call_id, good FROM outcomes");
        while (rows.Next())
        {
            all.Add(rows.Text(0), rows.Number(1) != 0);
        }

        return all;
    }

    /// <summary>Says that the answer of a call was good or not, or, with null, takes that back. What a person said is not changed by a judge.</summary>
    /// <returns>Whether there is such a call.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The database is of another version, or stays locked.</exception>
    public bool Write(string call, bool? good, LabelSource source, DateTimeOffset at)
    {
        using (var current = LedgerFile.TryOpenCurrent(path))
        {
            if (current is null)
            {
                return false;
            }
        }

        using var connection = LedgerFile.OpenForWriting(path, _ => { });
        var database = connection.Handle!;
        LedgerFile.Execute(database, $"PRAGMA busy_timeout = {BusyMilliseconds}");
        using Statement find = new(database, "SELECT 1 FROM calls WHERE id = ?");
        if (!find.Bind(call).Next())
        {
            return false;
        }

        find.Reset();
        if (good is not { } said)
        {
            using Statement delete = new(database, "DELETE FROM outcomes WHERE call_id = ? AND (? = 'user' OR source <> 'user')");
            _ = delete.Bind(call).Bind(Word(source)).Run();
            return true;
        }

        using Statement add = new(
            database,
            "INSERT INTO outcomes (call_id, good, source, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET good = excluded.good, source = excluded.source, at_ms = excluded.at_ms "
            + "WHERE excluded.source = 'user' OR source <> 'user'");
        _ = add.Bind(call).Bind(said).Bind(Word(source)).Bind(at.ToUnixTimeMilliseconds()).Run();
        return true;
    }

    private static string Word(LabelSource source) => source is LabelSource.User ? "user" : "judge";
}

/// <summary>Who said whether an answer was good.</summary>
internal enum LabelSource
{
    User,

    /// <summary>A model that was asked to.</summary>
    Judge,
}
