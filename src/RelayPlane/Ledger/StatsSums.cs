namespace RelayPlane.Ledger;

/// <summary>Gathers rows of rollups, or single calls, into the rows of an answer.</summary>
internal sealed class StatsSums
{
    private readonly Dictionary<StatsKey, Tally> _rows = [];

    /// <summary>What is in the total, but in no row of its own.</summary>
    public Tally Rest { get; } = new();

    public long OtherRequests { get; set; }

    public Tally Of(StatsKey key)
    {
        if (!_rows.TryGetValue(key, out Tally? row))
        {
            row = new Tally();
            _rows.Add(key, row);
        }

        return row;
    }

    public Stats ToStats(StatsQuery query)
    {
        // Calls that run no model may have left a row of nothing.
        IEnumerable<KeyValuePair<StatsKey, Tally>> filled = _rows.Where(row => row.Value.Requests != 0 || row.Value.Attempts != 0);
        KeyValuePair<StatsKey, Tally>[] rows = [.. query.By is [StatsGroup.Day, ..]
            ? filled.OrderBy(row => row.Key.First, StringComparer.Ordinal).ThenByDescending(row => row.Value.CostNano).ThenBy(row => row.Key)
            : filled.OrderByDescending(row => row.Value.CostNano).ThenByDescending(row => row.Value.Requests).ThenBy(row => row.Key)];
        Tally total = new();
        total.Add(Rest);
        foreach ((_, Tally row) in rows)
        {
            total.Add(row);
        }

        // Sessions were limited where they were chosen.
        int limit = query.By.Contains(StatsGroup.Session) ? rows.Length : query.Limit;
        foreach ((_, Tally row) in rows.Skip(limit))
        {
            Rest.Add(row);
        }

        return new([.. rows.Take(limit).Select(row => new StatsRow(row.Key, row.Value))], Rest.Attempts + Rest.Requests == 0 ? null : Rest, total, OtherRequests);
    }
}
