using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Adds rows of <c>rollups</c> to an answer.</summary>
/// <param name="latency">Whether it matters how long calls took.</param>
internal sealed class RollupRows(sqlite3 database, StatsKeys keys, bool latency) : IDisposable
{
    private readonly RollupKeyTexts _texts = new(database, keys);

    private readonly Statement _rows = new(
        database, $"SELECT key, latency, {string.Join(", ", SumColumns.Names)} FROM rollups WHERE level = ? AND period >= ? AND period < ?");

    /// <summary>Sessions have no rows of their own here: what belongs to one is added to the rest, until it is told whose it is.</summary>
    public void Read(PeriodSpan span, string day, StatsSums sums)
    {
        // Most keys come again in every period: the row they go to is looked up once.
        Dictionary<long, Tally?> tallies = [];
        _rows.Bind(span.Level.Code).Bind(span.From).Bind(span.To);
        while (_rows.Next())
        {
            long key = _rows.Number(0);
            if (!tallies.TryGetValue(key, out Tally? tally))
            {
                RollupKeyText text = _texts.Of(key);
                tally = !text.RunsModel ? null : keys.BySession && text.InSession ? sums.Rest : sums.Of(keys.Of(text.First, text.Second, day, ""));
                tallies.Add(key, tally);
            }

            if (tally is null)
            {
                sums.OtherRequests += _rows.Number(2);
                continue;
            }

            if (latency)
            {
                tally.Latency.Merge(_rows.Blob(1));
            }

            tally.Add(_rows, 2);
        }
    }

    public void ReadOthers(PeriodSpan span, StatsSums sums)
    {
        _rows.Bind(span.Level.Code).Bind(span.From).Bind(span.To);
        while (_rows.Next())
        {
            sums.OtherRequests += _texts.Of(_rows.Number(0)).RunsModel ? 0 : _rows.Number(2);
        }
    }

    public void Dispose()
    {
        _texts.Dispose();
        _rows.Dispose();
    }
}
