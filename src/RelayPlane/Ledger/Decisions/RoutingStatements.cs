using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>
/// Adds a batch's sums to <c>routings</c>, inside the transaction that holds its rows. A period has so many keys and no more, whatever models
/// clients ask for: what comes beyond is folded, first into one model that was asked for, then into one row for each tier.
/// </summary>
internal sealed class RoutingStatements(sqlite3 database) : IDisposable
{
    /// <summary>More than a gateway with some dozen models makes of itself.</summary>
    private const int MostKeys = 256;

    /// <summary>Of how many periods the keys are remembered; then they are asked for again.</summary>
    private const int MostPeriods = 64;

    private readonly RowNumbers<RoutingKey> _keys = new(
        database,
        "SELECT id FROM routing_keys WHERE climb = ? AND tier = ? AND acted = ? AND reason = ? AND asked = ? AND chosen = ?",
        "INSERT INTO routing_keys (climb, tier, acted, reason, asked, chosen) VALUES (?, ?, ?, ?, ?, ?)",
        (statement, key) => statement.Bind(key.Climb).Bind(key.Tier).Bind(key.Acted).Bind(key.Reason).Bind(key.Asked).Bind(key.Chosen));

    private readonly Statement _known = new(database, "SELECT key FROM routings WHERE level = ? AND period = ?");

    private readonly Statement _add = new(
        database,
        $"INSERT INTO routings (level, period, key, {string.Join(", ", RoutingTally.Columns)}) VALUES (?, ?, ?{string.Concat(RoutingTally.Columns.Select(_ => ", ?"))}) "
        + $"ON CONFLICT DO UPDATE SET {string.Join(", ", RoutingTally.Columns.Select(sum => $"{sum} = {sum} + excluded.{sum}"))}");

    private readonly Dictionary<(int Level, long Period), HashSet<long>> _periods = [];

    public void Add(RoutingBatch batch)
    {
        foreach (var (place, tally) in batch.Places())
        {
            _add.Bind(place.Level.Code).Bind(place.Period).Bind(KeyIn(KeysOf(place.Level.Code, place.Period), place.Key));
            foreach (var sum in tally.Sums)
            {
                _add.Bind(sum);
            }

            _ = _add.Run();
        }
    }

    /// <summary>After a transaction was undone: what it added is not there.</summary>
    public void Forget()
    {
        _keys.Forget();
        _periods.Clear();
    }

    public void Dispose()
    {
        _keys.Dispose();
        _known.Dispose();
        _add.Dispose();
    }

    private HashSet<long> KeysOf(int level, long period)
    {
        if (!_periods.TryGetValue((level, period), out var keys))
        {
            keys = [];
            _known.Bind(level).Bind(period);
            while (_known.Next())
            {
                keys.Add(_known.Number(0));
            }

            if (_periods.Count == MostPeriods)
            {
                _periods.Clear();
            }

            _periods.Add((level, period), keys);
        }

        return keys;
    }

    private long KeyIn(HashSet<long> keys, RoutingKey key)
    {
        if (Fits(keys, key, MostKeys) is { } own)
        {
            return own;
        }

        if (Fits(keys, key.Folded(), 2 * MostKeys) is { } folded)
        {
            return folded;
        }

        var last = _keys.Of(key.FoldedAway());
        keys.Add(last);
        return last;
    }

    /// <summary>What there is already goes on being added to: so a price that changes later finds the row that it was counted in.</summary>
    private long? Fits(HashSet<long> keys, RoutingKey key, int most)
    {
        if (keys.Count >= most && _keys.Find(key) is var found)
        {
            return found is { } there && keys.Contains(there) ? there : null;
        }

        var number = _keys.Of(key);
        keys.Add(number);
        return number;
    }
}
