using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Fills the rollups by tier of a database that knew no tiers: all that ran a model belongs to none, and stands in other rollups of the same periods.</summary>
internal sealed class TierFill : IDisposable
{
    private readonly RollupStatements _rollups;
    private readonly Statement _rows;
    private readonly Statement _key;
    private readonly Dictionary<long, RollupKey> _known = [];

    private TierFill(sqlite3 database)
    {
        _rollups = new(database);
        _rows = new(database, $"SELECT period, key, latency, {string.Join(", ", SumColumns.Names)} FROM rollups WHERE level = ? ORDER BY period");
        _key = new(database, "SELECT provider, model, endpoint, agent, client, route, status, in_session FROM rollup_keys WHERE id = ?");
    }

    /// <summary>Within the migration's transaction.</summary>
    public static void Run(sqlite3 database)
    {
        using TierFill fill = new(database);
        foreach (var (from, to) in RollupLevel.Of(RollupSplit.Status).Zip(RollupLevel.Of(RollupSplit.Tier)))
        {
            fill.Copy(from, to, key => key.Only(RollupSplit.Tier));
        }

        foreach (var (from, to) in RollupLevel.All.Zip(RollupLevel.WithTier))
        {
            fill.Copy(from, to, key => key.OnlyWithTier());
        }
    }

    public void Dispose()
    {
        _rollups.Dispose();
        _rows.Dispose();
        _key.Dispose();
    }

    private void Copy(RollupLevel from, RollupLevel to, Func<RollupKey, RollupKey> keyOf)
    {
        Dictionary<RollupKey, Tally> sums = [];
        var period = long.MinValue;
        _rows.Bind(from.Code);
        while (_rows.Next())
        {
            if (_rows.Number(0) is var next && next != period)
            {
                Write(to, period, sums);
                period = next;
            }

            if (KeyOf(_rows.Number(1)) is var key && Words.RunsModel(key.Endpoint))
            {
                if (!sums.TryGetValue(keyOf(key), out var tally))
                {
                    sums.Add(keyOf(key), tally = new Tally());
                }

                tally.Latency.Merge(_rows.Blob(2));
                tally.Add(_rows, 3);
            }
        }

        Write(to, period, sums);
    }

    private void Write(RollupLevel level, long period, Dictionary<RollupKey, Tally> sums)
    {
        foreach (var (key, tally) in sums)
        {
            _rollups.Add(new(level, period, key), tally);
        }

        sums.Clear();
    }

    private RollupKey KeyOf(long id)
    {
        if (!_known.TryGetValue(id, out var key))
        {
            _ = _key.Bind(id).Next();
            key = new(_key.Text(0), _key.Text(1), _key.Text(2), _key.Text(3), _key.Text(4), _key.Text(5), (int)_key.Number(6), _key.Number(7) != 0, "");
            _key.Reset();
            _known.Add(id, key);
        }

        return key;
    }
}
