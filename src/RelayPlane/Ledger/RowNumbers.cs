using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>The numbers of rows that are written once and pointed at from then on, remembered so that most are not asked for again.</summary>
internal sealed class RowNumbers<TKey>(sqlite3 database, string find, string add, Func<Statement, TKey, Statement> bind) : IDisposable
    where TKey : notnull
{
    /// <summary>Some megabytes at most; then they are asked for again.</summary>
    private const int MostRemembered = 32_768;

    private readonly Statement _find = new(database, find);
    private readonly Statement _add = new(database, add);
    private readonly Dictionary<TKey, long> _known = [];

    /// <summary>Adds the row where it is not there.</summary>
    public long Of(TKey key)
    {
        if (Find(key) is { } found)
        {
            return found;
        }

        _ = bind(_add, key).Run();
        return Remember(key, raw.sqlite3_last_insert_rowid(database));
    }

    /// <summary>Null where the row is not there.</summary>
    public long? Find(TKey key)
    {
        if (_known.TryGetValue(key, out long known))
        {
            return known;
        }

        if (!bind(_find, key).Next())
        {
            return null;
        }

        long number = _find.Number(0);
        _find.Reset();
        return Remember(key, number);
    }

    /// <summary>After a transaction was undone: what it added is not there.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    private long Remember(TKey key, long number)
    {
        if (_known.Count == MostRemembered)
        {
            _known.Clear();
        }

        _known.Add(key, number);
        return number;
    }
}
