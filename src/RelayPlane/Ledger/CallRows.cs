using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Adds single calls to an answer.</summary>
internal sealed class CallRows(sqlite3 database, StatsKeys keys) : IDisposable
{
    private readonly Statement _rows = new(database, $"""
        SELECT c.endpoint, COALESCE(c.session, ''), c.total_us, {keys.OfCall}, {SumColumns.OfRow}
        FROM calls c LEFT JOIN attempts a ON a.call = c.seq WHERE c.at_ms >= ? AND c.at_ms < ?
        """);

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
                AddTo(keys.BySession && session.Length > 0 ? sums.Rest : sums.Of(Key(day, session)));
            }
        }
    }

    /// <summary>The calls of some sessions alone.</summary>
    public void Read(long fromMs, long toMs, string day, IReadOnlyDictionary<string, Dictionary<StatsKey, Tally>> sessions)
    {
        _rows.Bind(fromMs).Bind(toMs);
        while (_rows.Next())
        {
            string session = _rows.Text(1);
            if (session.Length > 0 && sessions.TryGetValue(session, out Dictionary<StatsKey, Tally>? rows) && Words.RunsModel(_rows.Text(0)))
            {
                AddTo(SessionRows.Of(rows, Key(day, session)));
            }
        }
    }

    public void Dispose() => _rows.Dispose();

    private StatsKey Key(string day, string session) => keys.Of(_rows.Text(3), _rows.Text(4), day, session);

    private void AddTo(Tally tally)
    {
        if (_rows.Number(5) != 0)
        {
            tally.Latency.Add(_rows.Number(2));
        }

        tally.Add(_rows, 5);
    }
}
