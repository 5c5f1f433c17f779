using System.Text;
using System.Text.Json;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Adds single calls to an answer.</summary>
internal sealed class CallRows(sqlite3 database, StatsKeys keys) : IDisposable
{
    private readonly Statement _rows = new(database, Rows(keys, ""));

    /// <summary>Most calls of an hour belong to other sessions, and their attempts are not looked at.</summary>
    private readonly Statement _rowsOfSessions = new(database, Rows(keys, " AND c.session IN (SELECT value FROM json_each(?))"));

    public void Read(long fromMs, long toMs, string day, StatsSums sums)
    {
        _rows.Bind(fromMs).Bind(toMs);
        while (_rows.Next())
        {
            if (!Words.RunsModel(_rows.Text(0)))
            {
                sums.OtherRequests += _rows.Number(5);
            }
            else
            {
                string session = _rows.Text(1);
                AddTo(keys.BySession && session.Length > 0 ? sums.Rest : sums.Of(Key(_rows, day, session)), _rows);
            }
        }
    }

    /// <summary>The calls of some sessions alone.</summary>
    public void Read(long fromMs, long toMs, string day, IEnumerable<string> sessions, Dictionary<string, Dictionary<StatsKey, Tally>> found)
    {
        _rowsOfSessions.Bind(fromMs).Bind(toMs).Bind(Array(sessions));
        while (_rowsOfSessions.Next())
        {
            string session = _rowsOfSessions.Text(1);
            if (Words.RunsModel(_rowsOfSessions.Text(0)))
            {
                AddTo(SessionRows.Of(found[session], Key(_rowsOfSessions, day, session)), _rowsOfSessions);
            }
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _rowsOfSessions.Dispose();
    }

    private StatsKey Key(Statement row, string day, string session) => keys.Of(row.Text(3), row.Text(4), day, session);

    private static void AddTo(Tally tally, Statement row)
    {
        if (row.Number(5) != 0)
        {
            tally.Latency.Add(row.Number(2));
        }

        tally.Add(row, 5);
    }

    private static string Rows(StatsKeys keys, string only) => $"""
        SELECT c.endpoint, COALESCE(c.session, ''), c.total_us, {keys.OfCall}, {SumColumns.OfRow}
        FROM calls c LEFT JOIN attempts a ON a.call = c.seq WHERE c.at_ms >= ? AND c.at_ms < ?{only}
        """;

    private static string Array(IEnumerable<string> texts)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartArray();
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
