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
        if (_known.TryGetValue(key, out long known))
        {
            return known;
        }

        long number;
        if (bind(_find, key).Next())
        {
            number = _find.Number(0);
            _find.Reset();
        }
        else
        {
            _ = bind(_add, key).Run();
            number = raw.sqlite3_last_insert_rowid(database);
        }

        if (_known.Count == MostRemembered)
        {
            _known.Clear();
        }

        _known.Add(key, number);
        return number;
    }

    /// <summary>After a transaction was undone: what it added is not there.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}
