namespace RelayPlane.Ledger;

/// <summary>Gathers rows of rollups, or single calls, into the rows of an answer.</summary>
internal sealed class StatsSums
{
    private readonly Dictionary<string, Tally> _rows = new(StringComparer.Ordinal);

    public long OtherRequests { get; set; }

    public Tally Of(string key)
    {
        if (!_rows.TryGetValue(key, out Tally? row))
        {
            row = new Tally();
            _rows.Add(key, row);
        }

        return row;
    }

    public Stats ToStats(StatsGroup by)
    {
        IEnumerable<StatsRow> rows = _rows.Select(row => new StatsRow(row.Key, row.Value));
        rows = by is StatsGroup.Day
            ? rows.OrderBy(row => row.Key, StringComparer.Ordinal)
            : rows.OrderByDescending(row => row.Tally.CostNano).ThenByDescending(row => row.Tally.Requests).ThenBy(row => row.Key, StringComparer.Ordinal);
        Tally total = new();
        foreach (Tally row in _rows.Values)
        {
            total.Add(row);
        }

        return new([.. rows], total, OtherRequests);
    }
}
