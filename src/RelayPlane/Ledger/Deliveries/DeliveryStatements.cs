using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Adds a batch's deliveries to their table, inside the transaction that holds its rows.</summary>
internal sealed class DeliveryStatements(sqlite3 database) : IDisposable
{
    private static readonly DeliverySpread[] s_spreads = Enum.GetValues<DeliverySpread>();

    private readonly RowNumbers<RollupKey> _keys = RollupKeyNumbers.Open(database);

    private readonly Statement _spreads = new(
        database, $"SELECT {string.Join(", ", DeliveryColumns.Spreads)} FROM deliveries WHERE level = ? AND period = ? AND key = ?");

    private readonly Statement _add = new(database, Upsert());

    public void Add(DeliveryBatch batch)
    {
        foreach ((DeliveryPlace place, DeliveryTally tally) in batch.Places())
        {
            Add(place.Level.Code, place.Period, _keys.Of(place.Key.Row), tally);
        }
    }

    /// <summary>After a transaction was undone: the numbers it gave are not there.</summary>
    public void Forget() => _keys.Forget();

    public void Dispose()
    {
        _keys.Dispose();
        _spreads.Dispose();
        _add.Dispose();
    }

    private void Add(int level, long period, long key, DeliveryTally tally)
    {
        if (tally[DeliverySum.Requests] > 0 && _spreads.Bind(level).Bind(period).Bind(key).Next())
        {
            foreach (DeliverySpread spread in s_spreads)
            {
                tally[spread].Merge(_spreads.Blob((int)spread));
            }

            _spreads.Reset();
        }

        _add.Bind(level).Bind(period).Bind(key);
        for (DeliverySum sum = 0; (int)sum < DeliveryColumns.Sums.Count; sum++)
        {
            _add.Bind(tally[sum]);
        }

        foreach (DeliverySpread spread in s_spreads)
        {
            _add.Bind(tally[spread].Pack());
        }

        _ = _add.Run();
    }

    /// <summary>An empty histogram leaves the one that is there: a cost may change without a call.</summary>
    private static string Upsert()
    {
        string places = string.Join(", ", Enumerable.Repeat("?", 3 + DeliveryColumns.Sums.Count + DeliveryColumns.Spreads.Count));
        return $"INSERT INTO deliveries (level, period, key, {string.Join(", ", DeliveryColumns.Sums)}, {string.Join(", ", DeliveryColumns.Spreads)}) VALUES ({places}) "
            + $"ON CONFLICT DO UPDATE SET {string.Join(", ", DeliveryColumns.Sums.Select(sum => $"{sum} = {sum} + excluded.{sum}"))}, "
            + string.Join(", ", DeliveryColumns.Spreads.Select(spread => $"{spread} = CASE WHEN LENGTH(excluded.{spread}) = 0 THEN {spread} ELSE excluded.{spread} END"));
    }
}
