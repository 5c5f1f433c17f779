using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Adds rows of <c>deliveries</c>, or single calls, to the tallies of an answer.</summary>
/// <param name="figures">What is wanted; the others stay empty, but for single calls.</param>
internal sealed class DeliveryRows(sqlite3 database, DeliveryFigures figures) : IDisposable
{
    private readonly Statement _key = new(database, "SELECT provider, model, route FROM rollup_keys WHERE id = ?");
    private readonly Statement _rows = new(
        database,
        $"SELECT {string.Join(", ", ["key", .. figures.OfSums.Select(sum => DeliveryColumns.Sums[(int)sum]), .. figures.OfSpreads.Select(spread => DeliveryColumns.Spreads[(int)spread])])} "
        + "FROM deliveries WHERE level = ? AND period >= ? AND period < ?");

    private readonly DeliverySum[] _sums = [.. figures.OfSums];
    private readonly DeliverySpread[] _spreads = [.. figures.OfSpreads];

    private readonly DeliveredCalls _calls = DeliveredCalls.Between(database);
    private readonly Dictionary<long, DeliveryKey> _known = [];

    /// <param name="span">Whole periods.</param>
    /// <param name="of">The tally that a key is added to.</param>
    public void Read(PeriodSpan span, Func<DeliveryKey, DeliveryTally> of)
    {
        // Most keys come again in every period: the tally is looked up once.
        Dictionary<long, DeliveryTally> tallies = [];
        _rows.Bind(span.Level.Code).Bind(span.From).Bind(span.To);
        while (_rows.Next())
        {
            long id = _rows.Number(0);
            if (!tallies.TryGetValue(id, out DeliveryTally? tally))
            {
                tallies.Add(id, tally = of(Key(id)));
            }

            for (int index = 0; index < _sums.Length; index++)
            {
                tally.Add(_sums[index], _rows.Number(1 + index));
            }

            for (int index = 0; index < _spreads.Length; index++)
            {
                tally[_spreads[index]].Merge(_rows.Blob(1 + _sums.Length + index));
            }
        }
    }

    /// <summary>Calls of a stretch of time, one by one.</summary>
    public void Read(long fromMs, long toMs, Func<DeliveryKey, DeliveryTally> of)
    {
        foreach (CallEntry call in _calls.Read(fromMs, toMs))
        {
            Delivery.Count(call, of(DeliveryKey.Of(call, call.Given)));
            foreach (AttemptEntry attempt in call.Attempts)
            {
                Delivery.Count(attempt, Words.IsRun(call, attempt), of(DeliveryKey.Of(call, attempt)));
            }
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _rows.Dispose();
        _calls.Dispose();
    }

    private DeliveryKey Key(long id)
    {
        if (!_known.TryGetValue(id, out DeliveryKey key))
        {
            _ = _key.Bind(id).Next();
            key = new(_key.Text(0), _key.Text(1), _key.Text(2));
            _key.Reset();
            _known.Add(id, key);
        }

        return key;
    }
}
