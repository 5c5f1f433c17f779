using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>
/// Deletes texts that no decision has any more, once the calls that had them are deleted: among them are models that clients thought of. One pass over all
/// decisions, so only now and then. What the sums are split by (<c>routing_keys</c>) stays, as the sums do.
/// </summary>
internal static class UnusedTexts
{
    private static readonly string[] s_columns = ["classifier", "chosen", "asked", "reason", "kept"];

    public static void Delete(sqlite3 database)
    {
        LedgerFile.Execute(database, "BEGIN IMMEDIATE");
        try
        {
            HashSet<long> used = [.. Numbers(database, $"SELECT {string.Join(", ", s_columns)} FROM decisions", s_columns.Length)];
            List<long> unused = [.. Numbers(database, "SELECT id FROM decision_texts", 1).Where(id => !used.Contains(id))];
            using Statement delete = new(database, "DELETE FROM decision_texts WHERE id = ?");
            foreach (long id in unused)
            {
                _ = delete.Bind(id).Run();
            }

            LedgerFile.Execute(database, "COMMIT");
        }
        catch
        {
            _ = raw.sqlite3_exec(database, "ROLLBACK");
            throw;
        }
    }

    private static IEnumerable<long> Numbers(sqlite3 database, string sql, int columns)
    {
        using Statement rows = new(database, sql);
        while (rows.Next())
        {
            for (int column = 0; column < columns; column++)
            {
                if (rows.MaybeNumber(column) is { } number)
                {
                    yield return number;
                }
            }
        }
    }
}
